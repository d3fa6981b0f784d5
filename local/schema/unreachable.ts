import type { Catalog, Column, Relation } from "./catalog.ts";

/** An id that no foreign key covers: what it means, and what checks it. */
export interface Unreachable {
  relation: string;
  column: string;
  /** What it points to, in words. */
  kind: string;
  /** The trigger that checks it; null when nothing does. */
  trigger: string | null;
  /** The comment of its column: why nothing need check it. */
  reason: string | null;
}

/** The trigger function that checks ids: its arguments are a column, and what names its kind. */
const CHECK = "private.same_tenant";

/** Every id, and array of ids, that no foreign key covers. */
export function findUnreachable({ relations }: Catalog): Unreachable[] {
  return relations
    .filter((relation) => relation.kind === "table" && relation.partitionOf === null)
    .flatMap((relation) =>
      relation.columns
        .filter((column) => holdsIds(column) && !hasForeignKey(relation, column))
        .map((column) => explain(relation, column)),
    );
}

/** The ids that nothing checks, and whose column does not say why. */
export function findUnreachableFaults(unreachable: Unreachable[]): string[] {
  return unreachable
    .filter(({ trigger, reason }) => trigger === null && reason === null)
    .map(
      ({ relation, column }) =>
        `${relation}.${column} has no foreign key, no trigger with ${CHECK}, and no comment why`,
    );
}

function holdsIds({ name, type }: Column): boolean {
  return type === "uuid[]" || (type === "uuid" && /_(id|by)$/.test(name));
}

function hasForeignKey({ constraints }: Relation, { name }: Column): boolean {
  return constraints.some(({ kind, columns }) => kind === "f" && columns.includes(name));
}

function explain(relation: Relation, column: Column): Unreachable {
  const found = relation.triggers.find(
    (one) => one.function === CHECK && one.arguments[0] === column.name,
  );
  return {
    relation: `${relation.schema}.${relation.name}`,
    column: column.name,
    kind: found === undefined ? "" : kindOf(found.arguments[1] ?? ""),
    trigger: found?.name ?? null,
    reason: column.comment,
  };
}

function kindOf(argument: string): string {
  return argument.startsWith("=") ? `always \`${argument.slice(1)}\`` : `as \`${argument}\` says`;
}
