import { globSync } from "node:fs";
import { join } from "node:path";
import { root } from "../local/root.ts";
import { complaintsOf } from "./command.ts";
import { runDatabaseSuite } from "./database/suite.ts";
import { count, type Tally } from "./tally.ts";
import { runVitest } from "./vitest.ts";

const BIN = join(root, "node_modules", ".bin");

/**
 * `npm test`: everything, the quick first; each needs nothing but `npm ci`. The last line is
 * `N passed, N failed`, and the exit code 0 when nothing failed.
 */
const total: Tally = { passed: 0, failed: 0 };
for (const [title, run] of [
  ["Lint and types", check],
  ["Unit tests", () => runVitest("unit")],
  ["Database tests", () => runDatabaseSuite("")],
  ["Tests of the local stack", () => runVitest("stack")],
  ["Tests of races and weeks, each on its own database", () => runVitest("databases")],
  ["Integration tests", () => runVitest("integration")],
  ["Stories", () => runVitest("stories")],
] as const) {
  process.stdout.write(`\n${title}\n`);
  const { passed, failed } = await run();
  if (passed + failed === 0) count(total, title, ["there were none"]);
  total.passed += passed;
  total.failed += failed;
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function check(): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0 };
  const migrations = globSync("supabase/migrations/*.sql", { cwd: root });
  const linters = {
    "npm run check": complaintsOf("npm", ["run", "--silent", "check"]),
    "squawk finds nothing in the migrations": complaintsOf(join(BIN, "squawk"), migrations),
    "postgres-language-server finds nothing in the migrations": complaintsOf(
      join(BIN, "postgres-language-server"),
      ["check", "--disable-db", "supabase/migrations"],
    ),
  };
  for (const [name, complaints] of Object.entries(linters)) count(tally, name, await complaints);
  return tally;
}
