import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { root } from "../../../local/root.ts";

const FLOOR = new URL("floor/", import.meta.url);
/** As `floor/index.ts` reaches the functions' code from here, and as a function reaches it. */
const FROM_HERE = "../../../../supabase/functions/";
const FROM_A_FUNCTION = "../";
/** After every migration there is. */
const MIGRATION = "20990101000000_floor.sql";

/** Makes a copy of the project in `folder`, with the floor as one more function and migration. */
export function makeProject(folder: string): void {
  const supabase = join(folder, "supabase");
  cpSync(join(root, "supabase"), supabase, { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  copyFileSync(new URL("floor.sql", FLOOR), join(supabase, "migrations", MIGRATION));
  const source = readFileSync(new URL("index.ts", FLOOR), "utf8");
  mkdirSync(join(supabase, "functions", "floor"));
  writeFileSync(
    join(supabase, "functions", "floor", "index.ts"),
    source.replaceAll(FROM_HERE, FROM_A_FUNCTION),
  );
  appendFileSync(
    join(supabase, "config.toml"),
    '\n[functions.floor]\nverify_jwt = false\nimport_map = "./functions/deno.json"\n',
  );
}
