import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { promisify } from "node:util";
import { root } from "./root.ts";
import { faultLine, StackFault } from "./stack-fault.ts";

const PUSH_MS_MAX = 120_000;

/** The Supabase CLI of this checkout. */
export const SUPABASE_CLI = join(root, "node_modules", ".bin", "supabase");

/** The CLI's environment for work on a database: no telemetry, no login, no questions. */
export function cliEnvironment(
  databaseUrl: string,
  values: Record<string, string> = {},
): NodeJS.ProcessEnv {
  // The embedded server has no TLS, and the CLI would say so in the middle of its output.
  const local = new URL(databaseUrl).hostname === "127.0.0.1";
  return {
    ...(local ? { PGSSLMODE: "disable" } : {}),
    ...process.env,
    DO_NOT_TRACK: "1",
    SUPABASE_TELEMETRY_DISABLED: "1",
    SUPABASE_YES: "true",
    NO_COLOR: "1",
    ...values,
  };
}

/**
 * `supabase db push`: writes the Vault secrets of config.toml, applies the migrations that the
 * database lacks, then, unless `seed` is false, the seed if it was never applied. `secrets` are the
 * variables that config.toml names. Throws a StackFault with the CLI's own reason.
 */
export async function migrate(
  projectFolder: string,
  databaseUrl: string,
  secrets: Record<string, string>,
  log: Writable,
  seed = true,
): Promise<void> {
  if (!existsSync(SUPABASE_CLI)) throw new StackFault("The Supabase CLI is missing: run npm ci.");
  const args = ["db", "push", `--remote=${databaseUrl}`, "--yes"];
  if (seed) args.push("--include-seed");
  try {
    const { stdout, stderr } = await promisify(execFile)(
      SUPABASE_CLI,
      [...args, `--workdir=${projectFolder}`],
      { cwd: projectFolder, env: cliEnvironment(databaseUrl, secrets), timeout: PUSH_MS_MAX },
    );
    log.write(stdout + stderr);
  } catch (cause) {
    const { stdout = "", stderr = "" } = Object(cause);
    log.write(`${stdout}${stderr}`);
    const lines = `${stderr}\n${stdout}`.split("\n").map((line) => line.trim());
    const why = lines.find((line) => /error|failed/i.test(line)) ?? faultLine(cause);
    throw new StackFault(
      `The migrations could not be applied: ${why} (data that an older version has made are begun anew by npm start -- --fresh)`,
      { cause },
    );
  }
}
