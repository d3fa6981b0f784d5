import { writeFileSync } from "node:fs";
import process from "node:process";
import { faultLine, StackFault } from "../../local/stack-fault.ts";
import type { BenchOptions, Listener, Section } from "./bench.ts";
import { BENCHES } from "./benches.ts";
import { type Command, readCommand } from "./command.ts";
import { describeMachine } from "./machine.ts";
import { makePage } from "./page.ts";
import { printSection } from "./print.ts";
import { REASONS } from "./reasons.ts";
import { startServer } from "./server.ts";

const PAGE = new URL("../../docs/benchmarks.md", import.meta.url);

const TERMINAL: Listener = {
  said: (line) => process.stdout.write(`${line}\n`),
  waiting: (line) => process.stderr.write(`${line}\n`),
};

/**
 * `npm run bench`: measures everything on one throw-away server and writes `docs/benchmarks.md`;
 * with a name one bench, printed alone. A goal that is missed is printed and no failure.
 * 1: it could not run; 2: what was asked for does not exist.
 */
const command = read();
if (command?.list) {
  const width = Math.max(...BENCHES.map(({ name }) => name.length));
  for (const { name, about } of BENCHES) TERMINAL.said(`${name.padEnd(width)}  ${about}`);
} else if (command !== undefined) {
  try {
    await run(command);
  } catch (error) {
    process.stderr.write(`bench: ${faultLine(error)}\n`);
    process.exitCode = 1;
  }
}

function read(): Command | undefined {
  try {
    return readCommand(process.argv.slice(2), BENCHES);
  } catch (error) {
    if (!(error instanceof StackFault)) throw error;
    process.stderr.write(`bench: ${error.message}\n`);
    process.exitCode = 2;
    return undefined;
  }
}

async function run({ bench, iterations, small }: Command): Promise<void> {
  const server = await startServer();
  try {
    const options: BenchOptions = { iterations, small, server };
    const sections: Section[] = [];
    for (const one of bench === undefined ? BENCHES : [bench]) {
      TERMINAL.waiting(`${one.name}…`);
      const section = await one.run(options, TERMINAL);
      for (const line of printSection(section)) TERMINAL.said(line);
      TERMINAL.said("");
      sections.push(section);
    }
    // What says nothing is not kept.
    if (bench !== undefined || small) return;
    const page = makePage(
      {
        machine: describeMachine(server),
        date: new Date().toISOString().slice(0, 10),
        // npm keeps for itself what does not stand behind its dashes.
        command: ["npm run bench --", ...process.argv.slice(2)].join(" "),
        sections,
      },
      REASONS,
    );
    writeFileSync(PAGE, page);
  } finally {
    await server.stop();
  }
}
