import process from "node:process";
import { faultLine } from "../../local/stack-fault.ts";
import { benchSchema, type Listener, SIZES } from "./schema.ts";

const TERMINAL: Listener = {
  said: (line) => process.stdout.write(`${line}\n`),
  waiting: (line) => process.stderr.write(`${line}\n`),
};

const BENCHES: Record<string, { about: string; run: () => Promise<void> } | undefined> = {
  schema: {
    about: "row-level security, a message's triggers, and hot queries as the tables grow",
    run: () => benchSchema(SIZES, TERMINAL),
  },
};

/**
 * `npm run bench`: what there is; `npm run bench -- <name>`: measures it on a throw-away database.
 * A ratio above its goal is printed and no failure; 1: it could not run; 2: there is no such bench.
 */
const [name, ...rest] = process.argv.slice(2);
const bench = BENCHES[name ?? ""];
if (name === undefined) {
  process.stdout.write("npm run bench -- <name>\n");
  for (const [one, entry] of Object.entries(BENCHES)) {
    process.stdout.write(`  ${one}  ${entry?.about}\n`);
  }
} else if (bench === undefined || rest.length > 0) {
  const names = Object.keys(BENCHES).join(", ");
  process.stderr.write(
    `bench: give one name, one of: ${names}. Not: ${[name, ...rest].join(" ")}\n`,
  );
  process.exitCode = 2;
} else {
  try {
    await bench.run();
  } catch (error) {
    process.stderr.write(`bench: ${faultLine(error)}\n`);
    process.exitCode = 1;
  }
}
