import { afterAll, beforeAll, expect, test } from "vitest";
import { type OwnDatabase, ownDatabase } from "./own-database.ts";

const TENANT = "00000000-0000-4000-8000-000000000001";
const GRACE = "00000000-0000-4000-8000-000000000021";
const CONNECTIONS = 20;
const CALLS_EACH = 20;

let db: OwnDatabase;

beforeAll(async () => {
  db = await ownDatabase(CONNECTIONS);
});

afterAll(() => db.stop());

/** A model call of `user` (or of the tenant's own), begun and then settled twice at once. */
async function call(user: string | null, tokens: number): Promise<void> {
  const lease = crypto.randomUUID();
  const task = { id: crypto.randomUUID(), tenant_id: TENANT, user_id: user, created_at: "now" };
  const [begun] = await db.sql`select private.start_call(${lease},
    jsonb_populate_record(null::public.agent_tasks, ${db.sql.json(task)}), 'concierge',
    private.instance_of('concierge', ${TENANT}, null), 0) ->> 'id' as id`;
  const settled = db.sql.json({
    id: String(begun?.id),
    outcome: "ok",
    // One in four is a model without a price.
    model: tokens % 4 === 0 ? "a-model-without-a-price" : "claude-haiku-5-5",
    input_tokens: tokens * 100,
    output_tokens: tokens,
  });
  await Promise.all([
    db.sql`select private.settle_call(${lease}, ${settled})`,
    db.sql`select private.settle_call(${lease}, ${settled})`,
  ]);
}

test("calls that settle at once are each counted once: usage equals a recount of the log", async () => {
  await db.sql`update private.settings set value = most where name = 'user_day_budget_micro_usd'`;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, who) => {
      for (let n = 0; n < CALLS_EACH; n += 1) {
        await call(who % 5 === 0 ? null : GRACE, who * CALLS_EACH + n);
      }
    }),
  );

  const counted = await db.sql`select user_id, date::text, model_calls, input_tokens::integer,
      output_tokens::integer, cost_usd, unpriced_calls
    from public.usage_metrics order by user_id, date`;
  const recounted =
    await db.sql`select user_id, (created_at at time zone 'UTC')::date::text as date,
      count(*)::integer as model_calls, sum(input_tokens)::integer as input_tokens,
      sum(output_tokens)::integer as output_tokens,
      coalesce(sum(cost_usd), 0)::numeric(16, 8) as cost_usd,
      count(*) filter (where cost_usd is null)::integer as unpriced_calls
    from public.agent_actions_log where status = 'settled' group by 1, 2 order by 1, 2`;
  expect([...counted]).toEqual([...recounted]);
  const calls = counted.reduce((sum, row) => sum + Number(row.model_calls), 0);
  expect(calls).toBe(CONNECTIONS * CALLS_EACH);
  expect(await db.deadlocks()).toBe(0);
});
