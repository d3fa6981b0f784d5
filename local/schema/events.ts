import postgres from "postgres";
import { z } from "zod";
import type { Catalog } from "./catalog.ts";

const eventType = z.object({
  type: z.string(),
  description: z.string(),
  emittedBy: z.array(z.string()),
  /** The kind of each key. */
  payload: z.record(z.string(), z.string()),
  tasks: z.array(
    z.object({
      type: z.string(),
      /** Null: the person's own agent. */
      function: z.string().nullable(),
      lane: z.string(),
      why: z.string(),
    }),
  ),
});
export type EventType = z.infer<typeof eventType>;

const payloadKind = z.object({ kind: z.string(), description: z.string() });
export type PayloadKind = z.infer<typeof payloadKind>;

export interface EventCatalogue {
  events: EventType[];
  kinds: PayloadKind[];
}

const STATEMENT_MS_MAX = 30_000;

/** Every type of event, the tasks that its routes make of it, and what a payload may hold. */
export async function readEvents(databaseUrl: string): Promise<EventCatalogue> {
  const sql = postgres(databaseUrl, { max: 1, onnotice() {} });
  try {
    return await sql.begin("read only", async (inside) => {
      await inside.unsafe(`set local statement_timeout = ${STATEMENT_MS_MAX}`);
      const rows = await inside`
        select e.event_type as type, e.description, e.emitted_by as "emittedBy",
          e.payload, (
            select coalesce(jsonb_agg(jsonb_build_object('type', k.task_type,
              'function', k.function_name, 'lane', k.lane_kind, 'why', r.description)
              order by k.task_type), '[]')
            from private.routes r join private.task_types k using (task_type)
            where r.event_type = e.event_type) as tasks
        from private.event_types e order by e.event_type`;
      const kinds = await inside`
        select k.kind, k.description from private.payload_kinds k order by k.kind`;
      return { events: z.array(eventType).parse(rows), kinds: z.array(payloadKind).parse(kinds) };
    });
  } finally {
    await sql.end();
  }
}

/** What the catalogue says of functions that are not there, and payloads of kinds nobody knows. */
export function findEventFaults(
  { events, kinds }: EventCatalogue,
  { routines }: Catalog,
): string[] {
  const known = new Set(routines.map(({ schema, name }) => `${schema}.${name}`));
  const knownKinds = new Set(kinds.map(({ kind }) => kind));
  return events.flatMap(({ type, emittedBy, payload }) => [
    ...(emittedBy.length === 0 ? [`${type}: nobody says so`] : []),
    ...emittedBy
      .filter((name) => !known.has(name))
      .map((name) => `${type} is said by ${name}, which does not exist`),
    ...Object.entries(payload)
      .filter(([, kind]) => !knownKinds.has(kind))
      .map(([key, kind]) => `${type}: ${key} is of the kind ${kind}, which does not exist`),
  ]);
}
