import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";
import { root } from "../root.ts";
import { StackFault } from "../stack-fault.ts";

/** The room that has the rows, below this line. */
export const ROOM = join(root, "supabase", "migrations", "20261121001510_free_mail.sql");
const MARK = "-- Generated from here on, by npm run free-mail.\n";
const COLUMNS_MAX = 98;
const DOMAIN = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/;

/**
 * A new list every month, without dependencies or install scripts. The better known
 * free-email-domains fetches its list while it is installed, so that no two are the same.
 */
const SOURCE = "email-providers/all.json";

/** The domains as they stand in an address that mail comes from: ASCII, lower case, each once. */
export function freeMailDomains(): string[] {
  const all = z.array(z.string()).parse(createRequire(import.meta.url)(SOURCE));
  const domains = all.map((name) => name.trim().toLowerCase()).filter((name) => DOMAIN.test(name));
  return [...new Set(domains)].sort();
}

/** The room as it should be: what is written by hand, and the rows made anew. */
export function roomWithDomains(): string {
  const text = readFileSync(ROOM, "utf8");
  const end = text.indexOf(MARK);
  if (end < 0) throw new StackFault(`${ROOM} has no line "${MARK.trim()}".`);
  const head =
    "insert into private.free_mail_domains (domain)\nselect d from regexp_split_to_table($list$\n";
  const tail = "\n$list$, '\\s+') d where d <> ''\non conflict do nothing;\n";
  return `${text.slice(0, end)}${MARK}\n${head}${lines(freeMailDomains()).join("\n")}${tail}`;
}

function lines(words: string[]): string[] {
  const filled: string[] = [];
  let line = "";
  for (const word of words) {
    if (line !== "" && line.length + 1 + word.length > COLUMNS_MAX) {
      filled.push(line);
      line = "";
    }
    line += line === "" ? word : ` ${word}`;
  }
  return line === "" ? filled : [...filled, line];
}
