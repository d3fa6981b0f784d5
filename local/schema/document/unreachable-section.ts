import type { Unreachable } from "../unreachable.ts";
import { code } from "./code.ts";
import type { DocumentParts } from "./parts.ts";
import { table } from "./table.ts";

/** The ids without a foreign key: what checks them, or why nothing does. */
export function unreachableSection({ unreachable }: DocumentParts): string {
  const checked = unreachable.flatMap(({ trigger, kind, ...id }) =>
    trigger === null ? [] : [[nameOf(id), kind, code([trigger])]],
  );
  const unchecked = unreachable.flatMap(({ trigger, reason, ...id }) =>
    trigger === null ? [[nameOf(id), reason ?? "no reason given"]] : [],
  );
  return `## Ids that no key reaches

An id whose kind stands beside it, and an array of ids, cannot have a foreign key. A trigger with \`private.same_tenant\` checks that they
name rows of the same tenant; \`private.reference_kinds\` says which table a kind means.

${table(["id", "points to", "checked by trigger"], checked)}

The other ids without a key have none on purpose:

${table(["id", "why"], unchecked)}`;
}

function nameOf({ relation, column }: Pick<Unreachable, "relation" | "column">): string {
  return code([`${relation}.${column}`]);
}
