import postgres from "postgres";
import { z } from "zod";
import type { Catalog } from "./catalog.ts";

const eventType = z.object({
  type: z.string(),
  description: z.string(),
  emittedBy: z.array(z.string()),
  payloadKeys: z.array(z.string()),
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

const STATEMENT_MS_MAX = 30_000;

/** Every kind of event, and the tasks that its routes make of it. */
export async function readEvents(databaseUrl: string): Promise<EventType[]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice() {} });
  try {
    return await sql.begin("read only", async (inside) => {
      await inside.unsafe(`set local statement_timeout = ${STATEMENT_MS_MAX}`);
      const rows = await inside`
        select e.event_type as type, e.description, e.emitted_by as "emittedBy",
          e.payload_keys as "payloadKeys", (
            select coalesce(jsonb_agg(jsonb_build_object('type', k.task_type,
              'function', k.function_name, 'lane', k.lane_kind, 'why', r.description)
              order by k.task_type), '[]')
            from private.routes r join private.task_types k using (task_type)
            where r.event_type = e.event_type) as tasks
        from private.event_types e order by e.event_type`;
      return z.array(eventType).parse(rows);
    });
  } finally {
    await sql.end();
  }
}

/** What the catalogue says of functions that are not there. */
export function findEventFaults(events: EventType[], { routines }: Catalog): string[] {
  const known = new Set(routines.map(({ schema, name }) => `${schema}.${name}`));
  return events.flatMap(({ type, emittedBy }) => [
    ...(emittedBy.length === 0 ? [`${type}: nobody says so`] : []),
    ...emittedBy
      .filter((name) => !known.has(name))
      .map((name) => `${type} is said by ${name}, which does not exist`),
  ]);
}
