import { randomBytes } from "node:crypto";
import type { JSONValue, Sql } from "postgres";
import { z } from "zod";

const LANES_MAX = 16;
/** Claims of one call: more, and lanes go round in circles. */
const CLAIMS_MAX = 100;

const turns = z.array(
  z.object({
    lease: z.uuid(),
    tasks: z.array(
      z.object({
        id: z.uuid(),
        context: z.object({ message: z.object({ content: z.string(), to: z.string() }) }),
      }),
    ),
  }),
);
const begun = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), part_id: z.uuid(), validity_seconds: z.number() }),
  z.object({ ok: z.literal(false), reason: z.string(), wait_seconds: z.number().nullish() }),
]);
type Task = z.infer<typeof turns>[number]["tasks"][number];

/** What a carrier was handed. */
export interface HandedOver {
  at: Date;
  to: string;
  body: string;
  validitySeconds: number;
}

/** Hands every text that is due to a carrier which takes them all: the sender, at that time. */
export async function handOver(sql: Sql, at: Date): Promise<HandedOver[]> {
  const handed: HandedOver[] = [];
  for (let left = CLAIMS_MAX; left > 0; left -= 1) {
    const [row] = await sql`
      select worker.claim('sms-sender', ${LANES_MAX}, ${at}) -> 'turns' as turns`;
    const claimed = turns.parse(row?.turns);
    if (claimed.length === 0) return handed;
    for (const { lease, tasks } of claimed) {
      const end = await handOverLane(sql, lease, tasks, at, handed);
      await sql`select worker.finish(${sql.json([end])}, ${at})`;
    }
  }
  throw new Error(`more than ${CLAIMS_MAX} claims at ${at.toISOString()}`);
}

/** How the turn ends; a text that has to wait ends it, and those behind it wait too. */
async function handOverLane(
  sql: Sql,
  lease: string,
  tasks: Task[],
  at: Date,
  handed: HandedOver[],
): Promise<Record<string, JSONValue>> {
  for (const { id, context } of tasks) {
    const { content: body, to } = context.message;
    const part = { index: 0, count: 1, body, encoding: "GSM-7", segments: 1, country: "US" };
    const [row] = await sql`select worker.begin_send(lease => ${lease}, task_id => ${id},
      part => ${sql.json({ ...part, premium: false })}, at => ${at}) as begun`;
    const answer = begun.parse(row?.begun);
    if (answer.ok) {
      handed.push({ at, to, body, validitySeconds: answer.validity_seconds });
      const sid = `SM${randomBytes(16).toString("hex")}`;
      const settled = { part_id: answer.part_id, kind: "accepted", sid };
      await sql`select worker.settle_send(${lease}, ${sql.json(settled)})`;
    } else if (answer.wait_seconds != null) {
      const snooze_seconds = Math.ceil(answer.wait_seconds);
      return { lease, outcome: "snooze", reason: answer.reason, snooze_seconds };
    } else if (answer.reason === "lease_lost" || answer.reason === "unknown") {
      throw new Error(`nobody else sends, and yet: ${answer.reason}`);
    }
  }
  return { lease, outcome: "done", actions: [], result: { texts: tasks.length } };
}
