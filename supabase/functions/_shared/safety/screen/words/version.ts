import { createHash } from "node:crypto";
import type { Guard, Rule } from "../rule.ts";

/** Which list a text was screened by: the beginning of the hash of all it is made of. */
export function versionOf(entries: ReadonlyArray<Rule | Guard>, ...rest: unknown[]): string {
  return createHash("sha256")
    .update(JSON.stringify([entries, rest], (_, part) => (part instanceof Set ? [...part] : part)))
    .digest("hex")
    .slice(0, 12);
}
