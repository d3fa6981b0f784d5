import type { Catalog, Relation } from "../catalog.ts";
import type { Room } from "../rooms.ts";

/** Nearly everything points to these: the arrows would hide the others. */
const EVERYWHERE = ["public.tenants", "public.users"];

/** The rooms as a mermaid flowchart: their tables, and an arrow for each table a table points to. */
export function drawRooms(catalog: Catalog, rooms: Room[]): string {
  const tables = catalog.relations.filter(
    (relation) => relation.kind === "table" && relation.partitionOf === null,
  );
  const arrows = tables.flatMap(arrowsOf);
  const drawn = (name: string) =>
    name.startsWith("public.") || arrows.some((arrow) => arrow.includes(name));
  const boxes = rooms.flatMap((room) => {
    const names = room.relations.filter(
      (name) => drawn(name) && tables.some((one) => fullName(one) === name),
    );
    if (names.length === 0) return [];
    const nodes = names.map((name) => `    ${nodeOf(name)}["${shortName(name)}"]`);
    return [`  subgraph room_${room.name.replaceAll(" ", "_")}["${room.name}"]`, ...nodes, "  end"];
  });
  const lines = arrows.map(([from, to]) => `  ${nodeOf(from)} --> ${nodeOf(to)}`);
  return ["```mermaid", "flowchart LR", ...boxes, ...lines, "```"].join("\n");
}

function arrowsOf(relation: Relation): [from: string, to: string][] {
  const from = fullName(relation);
  const targets = new Set(
    relation.constraints.flatMap(({ references }) => (references === null ? [] : [references])),
  );
  return [...targets]
    .filter((to) => to !== from && !EVERYWHERE.includes(to) && !to.startsWith("auth."))
    .map((to) => [from, to]);
}

function fullName({ schema, name }: Relation): string {
  return `${schema}.${name}`;
}

function shortName(name: string): string {
  return name.replace(/^public\./, "");
}

function nodeOf(name: string): string {
  return name.replace(".", "_");
}
