import process from "node:process";
import { runCommand } from "../../local/cli/run-command.ts";
import { runChaos } from "./chaos.ts";
import { type ChaosOptions, readOptions } from "./options.ts";
import { reportLines } from "./report.ts";

/**
 * `npm run chaos -- --texts 2000 --seed 7 [--people 200]`: everything goes wrong that can, and
 * afterwards nothing may be missing. 0: no violation; 1: there were some; 2: a wrong flag.
 */
await runCommand("chaos", async () => {
  const options = optionsOrComplaint();
  if (typeof options === "string") {
    process.stderr.write(`chaos: ${options}\n`);
    return 2;
  }
  process.stdout.write(`seed ${options.seed}: starting a throw-away stack…\n`);
  const report = await runChaos(options, (line) => process.stdout.write(`${line}\n`));
  process.stdout.write(`\n${reportLines(report).join("\n")}\n`);
  return report.violations.length === 0 && report.recoveredMs !== null ? 0 : 1;
});

function optionsOrComplaint(): ChaosOptions | string {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}
