import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { cliEnvironment, SUPABASE_CLI } from "../../local/migrate.ts";
import { readProject } from "../../local/project.ts";
import { root } from "../../local/root.ts";
import { schemaComplaints } from "../../local/schema/files.ts";
import { type Stack, startStack } from "../../local/stack.ts";
import { typesAreCurrent } from "../../local/types.ts";
import { complaintsOf } from "../command.ts";
import { count, type Tally } from "../tally.ts";
import { runPgTapFile } from "./pgtap-file.ts";
import { countSaidEvents, unsaidEvents } from "./said-events.ts";

const FOLDER = join(root, "tests", "database");
/** In the order in which they are loaded: the others use words of the first. */
const VOCABULARIES = [
  "vocabulary.sql",
  "vocabulary-access.sql",
  "vocabulary-door.sql",
  "vocabulary-network.sql",
  "vocabulary-priorities.sql",
  "vocabulary-purchases.sql",
  "vocabulary-community.sql",
  "vocabulary-introductions.sql",
  "vocabulary-chat.sql",
  "vocabulary-crisis.sql",
  "vocabulary-coaching.sql",
  "vocabulary-erasure.sql",
  "vocabulary-erasure-everywhere.sql",
];
/** The tests' own few rows: what a demo shows may change without them. */
const FIXTURE = join(root, "tests", "fixture.sql");

/**
 * The database's own tests, on a throw-away one: every pgTAP file whose path holds `filter`, and
 * without a filter also the advisors' opinion and that what is generated of it is current.
 */
export async function runDatabaseSuite(filter: string): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0 };
  const stack = await startStack({ dbOnly: true, seed: false });
  try {
    // Of the migrations alone: the tests have rows of their own.
    const complaints = filter === "" ? await schemaComplaints(stack.values.DB_URL) : [];
    await prepare(stack);
    await runFiles(stack, filter, tally);
    if (filter === "") {
      count(tally, "the advisors have no warning", await askAdvisors(stack));
      const current = await typesAreCurrent(stack.values.DB_URL);
      count(tally, "database.types.ts is current", current ? [] : ["run npm run types"]);
      count(
        tally,
        "schema.sql, docs/schema.md, docs/events.md and events.ts are current, and leave nothing out",
        complaints,
      );
    }
  } finally {
    await stack.stop();
  }
  return tally;
}

async function prepare(stack: Stack): Promise<void> {
  const admin = postgres(stack.adminUrl, { max: 1, onnotice() {} });
  const schemas = readProject(root).schemas.join(", ");
  await admin`create extension pgtap with schema extensions`;
  for (const file of VOCABULARIES) {
    await admin.unsafe(readFileSync(join(root, "tests", file), "utf8")).simple();
  }
  await admin`grant usage on schema tests to postgres`;
  // The advisors look only at what the Data API exposes, and this is how they know.
  await admin.unsafe(`alter role all set pgrst.db_schemas = '${schemas}'`);
  await admin.end();
  const owner = postgres(stack.values.DB_URL, { max: 1, onnotice() {} });
  await owner.unsafe(readFileSync(FIXTURE, "utf8")).simple();
  await countSaidEvents(owner);
  await owner.end();
}

async function runFiles(stack: Stack, filter: string, tally: Tally): Promise<void> {
  const files = globSync("**/*.test.sql", { cwd: FOLDER })
    .filter((file) => file.includes(filter.replace("tests/database/", "")))
    .sort();
  const sql = postgres(stack.values.DB_URL, { max: 1, onnotice() {} });
  for (const file of files) {
    const sentence = file.replace(/\.test\.sql$/, "").replaceAll("_", " ");
    count(tally, sentence, await runPgTapFile(sql, join(FOLDER, file)));
  }
  if (filter === "") count(tally, "every type of event is said", await unsaidEvents(sql));
  await sql.end();
}

function askAdvisors(stack: Stack): Promise<string[]> {
  const { DB_URL } = stack.values;
  const args = ["db", "advisors", `--remote=${DB_URL}`, "--fail-on=warn", "--level=warn"];
  return complaintsOf(SUPABASE_CLI, args, cliEnvironment(DB_URL));
}
