import process from "node:process";
import { faultLine, StackFault } from "../stack-fault.ts";

/** Runs a command to its exit code. A failure is one line on stderr and 1. */
export async function runCommand(name: string, command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.stderr.write(`${name}: ${faultLine(error)}\n`);
    // Ours are written to be read; of anything else the place matters.
    if (!(error instanceof StackFault)) process.stderr.write(`${Object(error).stack}\n`);
    process.exitCode = 1;
  }
}
