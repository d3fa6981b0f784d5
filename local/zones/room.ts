import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";
import { StackFault } from "../stack-fault.ts";
import { numberZones } from "./number-zones.ts";

/** The room that has the rows, below this line. */
export const ROOM = join(root, "supabase", "migrations", "20261121000350_hours.sql");
const MARK = "-- Generated from here on, by npm run zones.\n";

/** The room as it should be: what is written by hand, and the rows made anew. */
export function roomWithRows(): string {
  const text = readFileSync(ROOM, "utf8");
  const end = text.indexOf(MARK);
  if (end < 0) throw new StackFault(`${ROOM} has no line "${MARK.trim()}".`);
  const rows = numberZones().map(({ prefix, zones }) => `  ('${prefix}', '{${zones.join(",")}}')`);
  const head = "insert into private.number_zones (prefix, zones) values\n";
  return `${text.slice(0, end)}${MARK}\n${head}${rows.join(",\n")};\n`;
}
