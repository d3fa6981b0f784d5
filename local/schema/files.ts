import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";
import { AWAITED } from "./awaited.ts";
import { readCatalog } from "./catalog.ts";
import { writeDocument } from "./document/document.ts";
import { writeEventsDocument } from "./document/events-document.ts";
import { writeEventsSchemas } from "./document/events-schemas.ts";
import { dumpSchema } from "./dump.ts";
import { findEventFaults, readEvents } from "./events.ts";
import { readRooms } from "./rooms.ts";
import { findSeedFaults } from "./seed-faults.ts";
import { SEED_TABLES, SEED_VALUES } from "./seeds.ts";
import { findUnreachable, findUnreachableFaults } from "./unreachable.ts";
import { findWriterFaults } from "./writer-faults.ts";
import { findWriters } from "./writers.ts";

export interface SchemaFiles {
  /** What each file should hold, by its path from the root. */
  files: Map<string, string>;
  /** What the files cannot say truly, until somebody mends it. */
  faults: string[];
}

/** The dump and the document of a database with all migrations. */
export async function makeSchemaFiles(databaseUrl: string): Promise<SchemaFiles> {
  const catalog = await readCatalog(databaseUrl);
  const catalogue = await readEvents(databaseUrl);
  const rooms = readRooms();
  const writers = findWriters(catalog, rooms);
  const unreachable = findUnreachable(catalog);
  const document = writeDocument({
    catalog,
    rooms,
    writers,
    awaited: AWAITED,
    unreachable,
    seedTables: SEED_TABLES,
    seedValues: SEED_VALUES,
  });
  return {
    files: new Map([
      ["supabase/schema.sql", dumpSchema(catalog)],
      ["docs/schema.md", document],
      ["docs/events.md", writeEventsDocument(catalogue)],
      ["supabase/functions/_shared/events.ts", writeEventsSchemas(catalogue)],
    ]),
    faults: [
      ...findWriterFaults(catalog, writers, AWAITED),
      ...findUnreachableFaults(unreachable),
      ...findEventFaults(catalogue, catalog),
      ...findSeedFaults(catalog, SEED_TABLES, SEED_VALUES),
    ],
  };
}

/** What is wrong with the committed dump and document; nothing when they are this database's. */
export async function schemaComplaints(databaseUrl: string): Promise<string[]> {
  const { files, faults } = await makeSchemaFiles(databaseUrl);
  const stale = [...files]
    .filter(([path, text]) => readFileSync(join(root, path), "utf8") !== text)
    .map(([path]) => `${path} is not what the migrations make: npm run schema`);
  return [...stale, ...faults];
}
