import { z } from "zod";
import type { Table } from "../bench.ts";
import { claim, finish } from "../engine/claimer.ts";
import { addTask, tellEvent } from "../engine/enqueue.ts";
import { EVENT } from "../engine/prepare.ts";
import type { Explained } from "../plan.ts";

const TABLES = ["agent_tasks", "lanes", "leases"];
const index = z.object({ table: z.string(), name: z.string() });

/** Every index of the queue's tables, and which of the calls on a task's way read it. */
export async function indexTable({ sql, explain }: Explained): Promise<Table> {
  const readers = new Map<string, string[]>();
  const look = async (what: string, work: () => Promise<unknown>) => {
    const { indexes } = await explain(work);
    for (const name of indexes) readers.set(name, [...(readers.get(name) ?? []), what]);
  };
  const person = "bench.person(0)";
  await look("enqueue", () => addTask(sql, { lane: 0, nth: 0 }));
  await sql`update private.routes set dedupe_by = 'user_id' where event_type = ${EVENT}`;
  await tellEvent(sql, { lane: 0, nth: 0 });
  await look("fold", () => tellEvent(sql, { lane: 0, nth: 1 }));
  let leases: string[] = [];
  await look("claim", async () => {
    leases = (await claim(sql, 4)).map((turn) => turn.lease);
  });
  const [first, second] = leases;
  await look("finish", () => finish(sql, first === undefined ? [] : [first]));
  const retry = [{ lease: second, outcome: "retry", error: { code: "code", message: "message" } }];
  await look("retry", () => sql`select worker.finish(${sql.json(retry)})`);
  await addTask(sql, { lane: 0, nth: 1 });
  await sql`select worker.claim('bench')`;
  await sql`update private.leases set expires_at = '-infinity'`;
  await look("sweep", () => sql`select worker.process_tasks_batch()`);
  await look("when the next is due", () => sql`select private.next_due_ms('bench')`);
  await look("trace", () => sql`select worker.trace(gen_random_uuid())`);
  await look("health", () => sql`select worker.health()`);
  await look("a person is forgotten", async () => {
    await sql.unsafe(`begin; delete from public.users where id = ${person}; rollback`).simple();
  });
  await look("retention", async () => {
    await sql.unsafe("begin; select private.retire_tasks(); rollback").simple();
  });
  const indexes = z.array(index).parse(
    await sql`
    select tablename as table, indexname as name from pg_indexes
    where tablename = any (${TABLES}) and schemaname in ('public', 'private')
    order by tablename <> 'agent_tasks', tablename, indexname`,
  );
  return {
    title: "Why each index is there: who reads it",
    columns: ["table", "index", "read by"],
    rows: indexes.map(({ table, name }) => [
      table,
      name,
      readers.get(name)?.join(", ") ?? "none of these",
    ]),
  };
}
