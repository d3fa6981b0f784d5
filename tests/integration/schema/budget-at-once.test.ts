import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type OwnDatabase, ownDatabase } from "./own-database.ts";

const TENANT = "00000000-0000-4000-8000-000000000001";
const CONNECTIONS = 20;
const CALLS = 200;
const DOLLAR = 1_000_000;

let db: OwnDatabase;

beforeAll(async () => {
  db = await ownDatabase(CONNECTIONS);
});

afterAll(() => db.stop());

/** In micro-USD, what a call did cost, or may have when nobody knows; 0: it was refused. */
type Spent = { call: string; refused: string | null; cost: number };

/* Sonnet: a prompt of 2,000 tokens that are all written to the cache at 2.50 USD a million, and
4,096 tokens of answer at 10: the most that the variant below can cost. */
const PROMPT = 2_000;
const MOST = PROMPT * 2.5 + 4_096 * 10;

const ticket = z.object({ id: z.uuid(), refused: z.string().nullable() });

/** A call for somebody of the tenant, from the leave to the settlement, in two transactions. */
async function call(n: number): Promise<Spent> {
  const lease = crypto.randomUUID();
  const task = { id: crypto.randomUUID(), tenant_id: TENANT, created_at: new Date().toISOString() };
  const [asked] = await db.sql`select private.start_call(${lease},
    jsonb_populate_record(null::public.agent_tasks, ${db.sql.json(task)}), 'concierge',
    private.instance_of('concierge', ${TENANT}, null), ${PROMPT}) as ticket`;
  const { id, refused } = ticket.parse(asked?.ticket);
  if (refused !== null) return { call: id, refused, cost: 0 };
  // Most cost what they can; every fourth half of its answer, and of every tenth nobody knows.
  const told = n % 10 !== 0;
  const output = n % 4 === 0 ? 2_048 : 4_096;
  const settled = db.sql.json({
    id,
    outcome: told ? "ok" : "timeout",
    model: "claude-sonnet-5-5",
    ...(told ? { input_tokens: 0, cache_write_tokens: PROMPT, output_tokens: output } : {}),
    attempts: 1,
  });
  await db.sql`select private.settle_call(${lease}, ${settled})`;
  return { call: id, refused, cost: told ? PROMPT * 2.5 + output * 10 : MOST };
}

test("200 calls at once under a budget of one dollar spend no more than it", async () => {
  await db.sql`update public.tenants set settings = jsonb_build_object(
    'tenant_day_budget_micro_usd', ${DOLLAR}::integer) where id = ${TENANT}`;
  // Timeouts are meant to be told here, and not to open the breaker.
  await db.sql`update private.settings set value = 1000 where name = 'breaker_failures'`;

  const calls = await Promise.all(Array.from({ length: CALLS }, (_, n) => call(n)));

  const refused = calls.filter((one) => one.refused !== null);
  expect(new Set(refused.map((one) => one.refused))).toEqual(new Set(["tenant_day_budget"]));
  const spent = calls.reduce((sum, one) => sum + one.cost, 0);
  expect(spent).toBeLessThanOrEqual(DOLLAR);
  // And it is used.
  expect(spent).toBeGreaterThan(DOLLAR / 2);

  const [logged] = await db.sql`select count(*)::integer as calls,
      count(*) filter (where outcome = 'budget' and attempts = 0)::integer as refused,
      (sum(case when outcome <> 'budget' then coalesce(cost_usd * 1000000, ${MOST}) end))::integer
        as spent
    from public.agent_actions_log where status = 'settled'`;
  expect(logged).toEqual({ calls: CALLS, refused: refused.length, spent });
});

test("what is booked is what was spent, and for what nobody told the most it could", async () => {
  await db.sql`select private.lock_budget(${TENANT}),
    private.fold_reservations(${TENANT}, (now() at time zone 'UTC')::date)`;
  const [booked] = await db.sql`select spent_micro_usd::integer as booked from private.budgets
    where scope = 'tenant_day'`;
  const [known] =
    await db.sql`select (sum(coalesce(cost_usd * 1000000, ${MOST})))::integer as booked
    from public.agent_actions_log where outcome <> 'budget'`;
  expect(booked).toEqual(known);
  expect(await db.sql`select from private.budget_reservations`).toHaveLength(0);
  expect(await db.deadlocks()).toBe(0);
});
