import { parseArgs } from "node:util";
import { StackFault } from "../../local/stack-fault.ts";
import type { Bench } from "./bench.ts";

export const USAGE = "Usage: npm run bench -- [<name>] [--iterations <n>] [--small] | --list";

const ITERATIONS_DEFAULT = 5;
const ITERATIONS_MAX = 100;

export interface Command {
  list: boolean;
  /** The one that is asked for; without it all are. */
  bench: Bench | undefined;
  iterations: number;
  small: boolean;
}

/** Reads a command line; throws a StackFault, one clear line, when it cannot be meant. */
export function readCommand(args: string[], benches: readonly Bench[]): Command {
  const { values, positionals } = parse(args);
  const [name, ...rest] = positionals;
  const bench = benches.find((one) => one.name === name);
  if (rest.length > 0 || (name !== undefined && bench === undefined)) {
    const names = benches.map((one) => one.name).join(", ");
    throw new StackFault(`give one name, one of: ${names}. Not: ${positionals.join(" ")}`);
  }
  const { list, small } = values;
  const iterations = Number(values.iterations ?? (small ? 1 : ITERATIONS_DEFAULT));
  if (!Number.isInteger(iterations) || iterations < 1 || iterations > ITERATIONS_MAX) {
    throw new StackFault(
      `--iterations is a number from 1 to ${ITERATIONS_MAX}, not ${values.iterations}`,
    );
  }
  return { list, bench, iterations, small };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        list: { type: "boolean", default: false },
        small: { type: "boolean", default: false },
        iterations: { type: "string" },
      },
    });
  } catch (cause) {
    const what = cause instanceof Error ? cause.message.split(/[.'] /)[0] : "";
    throw new StackFault(`${what}. ${USAGE}`, { cause });
  }
}
