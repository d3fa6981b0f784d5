import process from "node:process";
import { faultLine, StackFault } from "../stack-fault.ts";

/** Runs a command to its exit code. A failure is one line on stderr and 1. */
export async function runCommand(name: string, command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.stderr.write(`${name}: ${faultLine(error)}\n`);
    // A wrong option of the command is said in one line too; ours are written to be read; of anything else the place matters.
    if (!(error instanceof StackFault) && !isWrongOption(error))
      process.stderr.write(`${Object(error).stack}\n`);
    process.exitCode = 1;
  }
}

/** What `parseArgs` throws of an option it does not know. */
function isWrongOption(error: unknown): boolean {
  return (
    error instanceof TypeError && "code" in error && /^ERR_PARSE_ARGS_/.test(String(error.code))
  );
}
