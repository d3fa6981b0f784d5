/**
 * Something that keeps the stack from starting or running, said in one line that a person can act
 * on. The commands print the line and exit with 1; `cause` goes to the log.
 */
export class StackFault extends Error {
  constructor(line: string, options: { cause?: unknown } = {}) {
    super(line.trim().split("\n", 1)[0] ?? "", options);
    this.name = "StackFault";
  }
}

/** The line to print for anything that was thrown. */
export function faultLine(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return faultLine(error.errors[0]);
  return error instanceof Error ? (error.message.trim().split("\n", 1)[0] ?? "") : String(error);
}
