import type { SeedTable } from "../seeds.ts";
import { code } from "./code.ts";
import type { DocumentParts } from "./parts.ts";
import { table } from "./table.ts";

/** Where each table and view of the source systems went. */
export function seedTableSection({ seedTables }: DocumentParts): string {
  const changed = seedTables.filter((one) => !isKept(one));
  const rows = changed.map(({ seed, was, became, how }) => [
    seed,
    was.includes(" ") ? was : code([was]),
    code([became]),
    how,
  ]);
  const kept = Map.groupBy(seedTables.filter(isKept), ({ seed }) => seed);
  const lines = Array.from(
    kept,
    ([seed, tables]) => `- ${seed}: ${code(tables.map(({ was }) => was))}`,
  );
  return `## Where each seed's table went

The source systems are named by their product: network (seeds 1 to 3), assistant (4), coach (5). Every column of a seed is in its table, by
its name, where nothing else is said.

${table(["seed", "table", "became", "how"], rows)}

These kept their name and are in \`public\`:

${lines.join("\n")}`;
}

function isKept({ was, became, how }: SeedTable): boolean {
  return how === "" && became === `public.${was}`;
}
