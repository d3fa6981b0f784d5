import type { Awaited } from "../awaited.ts";
import type { Catalog, Relation } from "../catalog.ts";
import type { Room } from "../rooms.ts";
import type { SeedTable, SeedValues } from "../seeds.ts";
import type { Unreachable } from "../unreachable.ts";
import type { Writers } from "../writers.ts";

/** All that the document is made of. */
export interface DocumentParts {
  catalog: Catalog;
  rooms: Room[];
  writers: Writers;
  awaited: Awaited[];
  unreachable: Unreachable[];
  seedTables: SeedTable[];
  seedValues: SeedValues[];
}

/** What a room made and still is there, in its order; partitions go with their table. */
export function relationsOf({ relations }: Catalog, room: Room): Relation[] {
  return room.relations.flatMap((name) =>
    relations.filter((one) => `${one.schema}.${one.name}` === name && one.partitionOf === null),
  );
}
