import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));
const DENO_MS_MAX = 20_000;

/** Runs a file under Deno, its imports resolved as a function's are, and gives what it prints. */
export async function runDeno(
  file: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<string> {
  const flags = ["run", "-A", "--cached-only", "--node-modules-dir=manual"];
  const config = ["--config", "supabase/functions/deno.json"];
  const { stdout } = await promisify(execFile)(
    `${root}node_modules/.bin/deno`,
    [...flags, ...config, file, ...args],
    { cwd: root, env: { ...process.env, ...env }, timeout: DENO_MS_MAX },
  );
  return stdout;
}
