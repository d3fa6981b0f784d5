import type { Catalog } from "./catalog.ts";
import type { SeedTable, SeedValues } from "./seeds.ts";

/** What the seeds' tables and values are said to have become, and is not there. */
export function findSeedFaults(
  catalog: Catalog,
  tables: SeedTable[],
  values: SeedValues[],
): string[] {
  return [
    ...tables
      .filter(({ became }) => !exists(catalog, became))
      .map(({ was, became }) => `${was} became ${became}, which does not exist`),
    ...values.flatMap(({ became, same, renamed }) => {
      const allowed = allowedValues(catalog, became);
      return [...same, ...renamed.map(([, is]) => is)]
        .filter((value) => !allowed.includes(value))
        .map((value) => `${became} may not be '${value}'`);
    }),
  ];
}

/** The values that a column's own check lists; none when it has no such check. */
export function allowedValues({ relations }: Catalog, name: string): string[] {
  const relation = relations.find((one) => name.startsWith(`${one.schema}.${one.name}.`));
  const column = name.split(".").at(-1);
  const check = relation?.constraints.find(
    ({ kind, columns, expression }) =>
      kind === "c" &&
      columns.length === 1 &&
      columns[0] === column &&
      expression?.includes("= ANY (ARRAY["),
  );
  return Array.from(
    check?.expression?.matchAll(/'([^']*)'::text/g) ?? [],
    ([, value = ""]) => value,
  );
}

function exists({ relations }: Catalog, name: string): boolean {
  return relations.some(({ schema, name: table, columns }) => {
    const relation = `${schema}.${table}`;
    return name === relation || columns.some((column) => name === `${relation}.${column.name}`);
  });
}
