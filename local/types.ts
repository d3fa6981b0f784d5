import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cliEnvironment, SUPABASE_CLI } from "./migrate.ts";
import { readProject } from "./project.ts";
import { root } from "./root.ts";

/** The generated types of the exposed schemas, which functions import. */
export const TYPES_FILE = join(root, "supabase", "functions", "_shared", "database.types.ts");

const BIOME = join(root, "node_modules", ".bin", "biome");
const GENERATE_MS_MAX = 60_000;

/** What `supabase gen types` makes of a database, laid out by the formatter so that it can be read. */
export async function generateTypes(databaseUrl: string): Promise<string> {
  const schemas = readProject(root).schemas.flatMap((schema) => ["--schema", schema]);
  const { stdout } = await promisify(execFile)(
    SUPABASE_CLI,
    ["gen", "types", `--remote=${databaseUrl}`, ...schemas],
    {
      cwd: root,
      env: cliEnvironment(databaseUrl),
      timeout: GENERATE_MS_MAX,
      maxBuffer: 16 * 1024 * 1024,
    },
  );
  return execFileSync(BIOME, ["format", "--stdin-file-path=generated.ts"], {
    cwd: root,
    input: stdout,
    encoding: "utf8",
  });
}

/** Whether the committed types are those of this database. */
export async function typesAreCurrent(databaseUrl: string): Promise<boolean> {
  return (await generateTypes(databaseUrl)) === readFileSync(TYPES_FILE, "utf8");
}
