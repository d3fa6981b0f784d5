import "./node-version.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { root } from "../root.ts";
import { makeSchemaFiles, schemaComplaints } from "../schema/files.ts";
import { startStack } from "../stack.ts";
import { runCommand } from "./run-command.ts";

/**
 * `npm run schema`: writes schema.sql, docs/schema.md, docs/events.md and _shared/events.ts anew
 * from the migrations, on a throw-away database; with `--check` only compares. Exits with 1 when
 * something is left to mend.
 */
await runCommand("schema", async () => {
  const { values: options } = parseArgs({
    options: { check: { type: "boolean", default: false } },
  });
  const stack = await startStack({ dbOnly: true });
  try {
    const { DB_URL } = stack.values;
    const complaints = options.check ? await schemaComplaints(DB_URL) : await write(DB_URL);
    for (const complaint of complaints) process.stderr.write(`schema: ${complaint}\n`);
    return complaints.length === 0 ? 0 : 1;
  } finally {
    await stack.stop();
  }
});

async function write(databaseUrl: string): Promise<string[]> {
  const { files, faults } = await makeSchemaFiles(databaseUrl);
  for (const [path, text] of files) writeFileSync(join(root, path), text);
  return faults;
}
