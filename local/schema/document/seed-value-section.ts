import type { Catalog } from "../catalog.ts";
import { allowedValues } from "../seed-faults.ts";
import type { SeedValues } from "../seeds.ts";
import { code } from "./code.ts";
import type { DocumentParts } from "./parts.ts";
import { table } from "./table.ts";

/** What each role and status of the source systems reads now; what was renamed stands first. */
export function seedValueSection({ catalog, seedValues }: DocumentParts): string {
  const renamedFirst = seedValues.toSorted(
    (one, other) => Math.sign(other.renamed.length) - Math.sign(one.renamed.length),
  );
  const rows = renamedFirst.map(({ seed, was, became, same, renamed }) => [
    seed,
    was.includes(" ") ? was : code([was]),
    became === `public.${was}` ? "the same" : code([became]),
    renamed.map(([old, is]) => `${old} → ${is}`).join(", "),
    same.join(", "),
    addedValues(catalog, seedValues, became).join(", "),
  ]);
  return `## Old value, new value

Roles, statuses, and every other column whose values are a list; *added* are those that no seed had. Each new value is held against the
column's own check.

${table(["seed", "column", "became", "old → new", "kept", "added"], rows)}`;
}

function addedValues(catalog: Catalog, seedValues: SeedValues[], became: string): string[] {
  const known = seedValues
    .filter((one) => one.became === became)
    .flatMap(({ same, renamed }) => [...same, ...renamed.map(([, is]) => is)]);
  return allowedValues(catalog, became).filter((value) => !known.includes(value));
}
