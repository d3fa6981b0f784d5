import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { root } from "../local/root.ts";
import type { Tally } from "./tally.ts";

const report = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
});

/** Runs one project of vitest.config.ts and counts its tests. */
export async function runVitest(
  project: "unit" | "databases" | "integration" | "stories" | "stack",
): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), "vitest-"));
  const file = join(folder, "report.json");
  const args = ["run", "--project", project, "--reporter=default", "--reporter=json"];
  const vitest = spawn(
    join(root, "node_modules", ".bin", "vitest"),
    [...args, `--outputFile.json=${file}`],
    { cwd: root, stdio: ["ignore", "inherit", "inherit"] },
  );
  const code = await new Promise((ended) => vitest.once("close", ended));
  try {
    const { success, numPassedTests, numFailedTests } = report.parse(
      JSON.parse(readFileSync(file, "utf8")),
    );
    // A file that cannot be loaded, or an error outside any test, fails the run without a test.
    const outside = numFailedTests === 0 && (!success || code !== 0) ? 1 : 0;
    return { passed: numPassedTests, failed: numFailedTests + outside };
  } catch {
    process.stdout.write(`vitest ended with ${code} and no report\n`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
