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

/** What one call did cost, in micro-USD; 0: it was refused. */
type Spent = { call: string; refused: string | null; cost: number };

const ticket = z.object({ id: z.uuid(), refused: z.string().nullable() });

/** A call for somebody of the tenant, from the leave to the settlement, in two transactions. */
async function call(n: number): Promise<Spent> {
  const lease = crypto.randomUUID();
  const task = { id: crypto.randomUUID(), tenant_id: TENANT, created_at: new Date().toISOString() };
  const [asked] = await db.sql`select private.start_call(${lease},
    jsonb_populate_record(null::public.agent_tasks, ${db.sql.json(task)}), 'concierge',
    private.instance_of('concierge', ${TENANT}, null), 2000) as ticket`;
  const { id, refused } = ticket.parse(asked?.ticket);
  if (refused !== null) return { call: id, refused, cost: 0 };
  // Sonnet: 2 USD a million in, 10 out. Most use a part of what was reserved; some tell nothing.
  const tokens = n % 10 === 0 ? null : 2000;
  const settled = db.sql.json({
    id,
    outcome: tokens === null ? "timeout" : "ok",
    model: "claude-sonnet-5-5",
    input_tokens: tokens,
    output_tokens: tokens === null ? null : n * 20,
    attempts: 1,
  });
  await db.sql`select private.settle_call(${lease}, ${settled})`;
  return { call: id, refused, cost: tokens === null ? 0 : tokens * 2 + n * 20 * 10 };
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
  // And it is used: settlements make room again for what was thought to cost more.
  expect(spent).toBeGreaterThan(DOLLAR / 4);

  const [logged] = await db.sql`select count(*)::integer as calls,
      count(*) filter (where outcome = 'budget' and attempts = 0)::integer as refused,
      (sum(cost_usd) * 1000000)::integer as spent
    from public.agent_actions_log where status = 'settled'`;
  expect(logged).toEqual({ calls: CALLS, refused: refused.length, spent });
});

test("what is booked is what was spent, and for what nobody told the most it could", async () => {
  await db.sql`select private.lock_budget(${TENANT}),
    private.fold_reservations(${TENANT}, (now() at time zone 'UTC')::date)`;
  const [booked] = await db.sql`select spent_micro_usd::integer as booked from private.budgets
    where scope = 'tenant_day'`;
  const [expected] = await db.sql`select (sum(coalesce(cost_usd * 1000000,
      private.worst_micro_usd('claude-sonnet-5-5', current_date, 2000, 4096))))::integer as booked
    from public.agent_actions_log where outcome <> 'budget'`;
  expect(booked).toEqual(expected);
  expect(booked?.booked).toBeLessThanOrEqual(DOLLAR);
  expect(await db.sql`select from private.budget_reservations`).toHaveLength(0);
  expect(await db.deadlocks()).toBe(0);
});
