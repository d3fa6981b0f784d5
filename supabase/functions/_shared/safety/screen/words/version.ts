import { createHash } from "node:crypto";

/** Which list a text was screened by: the beginning of the hash of all it is made of. */
export function versionOf(...parts: unknown[]): string {
  return createHash("sha256")
    .update(JSON.stringify(parts, (_, part) => (part instanceof Set ? [...part] : part)))
    .digest("hex")
    .slice(0, 12);
}
