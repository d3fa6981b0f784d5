import type { Row, Sql } from "postgres";
import { z } from "zod";
import { FUNCTION } from "./prepare.ts";

const task = z.object({ id: z.uuid(), context: z.object({ lane: z.number(), nth: z.number() }) });
const answer = z.object({
  turns: z.array(z.object({ lease: z.uuid(), lane_key: z.string(), tasks: z.array(task) })),
  next_due_ms: z.number().nullable(),
});
const ends = z.array(z.object({ lease: z.uuid(), result: z.string() }));

export type Turn = z.infer<typeof answer>["turns"][number];
export type End = z.infer<typeof ends>[number];

/** A claim as `_shared/worker/drain.ts` makes it, over a connection of one's own. */
export async function claim(sql: Sql, lanesMax: number): Promise<Turn[]> {
  const [row] = await sql`select worker.claim(${FUNCTION}, ${lanesMax}::integer) as answer`;
  return answer.parse(answered(row).answer).turns;
}

/** Ends turns that did nothing but run. */
export async function finish(sql: Sql, leases: readonly string[]): Promise<End[]> {
  const turns = leases.map((lease) => ({ lease, outcome: "done", actions: [], result: {} }));
  const [row] = await sql`select worker.finish(${sql.json(turns)}) as ends`;
  return ends.parse(answered(row).ends);
}

/** A connection that is cut at the wrong moment leaves postgres.js with no row and no error. */
function answered(row: Row | undefined): Row {
  if (row !== undefined) return row;
  throw Object.assign(new Error("the answer was lost"), { code: "CONNECTION_CLOSED" });
}
