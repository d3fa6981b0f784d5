import type { TransactionSql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allAtOnce, outcomeOf } from "./all-at-once.ts";
import { type OwnDatabase, ownDatabase } from "./own-database.ts";

const TENANT = "00000000-0000-4000-8000-000000000001";
const CONNECTIONS = 20;
const PEOPLE = 5;
const ROUNDS = 12;
const CHECK_VIOLATION = "23514";
const UNIQUE_VIOLATION = "23505";

let db: OwnDatabase;

beforeAll(async () => {
  // One more, for who holds them up.
  db = await ownDatabase(CONNECTIONS + 1);
});

afterAll(() => db.stop());

async function people(count: number): Promise<string[]> {
  const rows = await db.sql`insert into public.users (tenant_id, phone_number)
    select ${TENANT}, '+1415555' || 2000 + n + (select count(*) from public.users)
    from generate_series(1, ${count}) n returning id`;
  return rows.map((row) => String(row.id));
}

interface Booking {
  user: string;
  type: "answer" | "spend" | "refund";
  amount: number;
  key: string;
  processed?: boolean;
}

function book({ user, type, amount, key, processed = true }: Booking) {
  return db.sql`insert into public.credit_events (tenant_id, user_id, event_type, amount,
      reference_type, reference_id, idempotency_key, processed)
    values (${TENANT}, ${user}, ${type}, ${amount}, 'user', ${user}, ${key}, ${processed})`;
}

function lock(user: string) {
  return (tx: TransactionSql) => tx`select from public.users where id = ${user} for update`;
}

async function balance(user: string) {
  const [row] = await db.sql`select u.credit_balance as cached, b.balance::integer as ledger
    from public.users u join public.user_credit_balances b on b.user_id = u.id
    where u.id = ${user}`;
  return { cached: row?.cached, ledger: row?.ledger };
}

test("the last credits are spent once, however many spend them at once", async () => {
  const [user = ""] = await people(1);
  await book({ user, type: "answer", amount: 30, key: "earned" });
  const spends = Array.from({ length: CONNECTIONS }, (_, n) => () => {
    return book({ user, type: "spend", amount: -10, key: `spent-${n}` });
  });
  const outcomes = await allAtOnce(db.sql, lock(user), spends);
  expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(3);
  expect(outcomes.filter((outcome) => outcome === CHECK_VIOLATION)).toHaveLength(17);
  expect(await balance(user)).toEqual({ cached: 0, ledger: 0 });
});

test("a reason pays once, however many book it at once", async () => {
  const [user = ""] = await people(1);
  const bookings = Array.from({ length: CONNECTIONS }, () => () => {
    return book({ user, type: "answer", amount: 50, key: "answered" });
  });
  const outcomes = await allAtOnce(db.sql, lock(user), bookings);
  expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === UNIQUE_VIOLATION)).toHaveLength(19);
  expect(await balance(user)).toEqual({ cached: 50, ledger: 50 });
});

test("a booking that many process at once counts once", async () => {
  const [user = ""] = await people(1);
  await book({ user, type: "answer", amount: 50, key: "to process", processed: false });
  const processing = Array.from({ length: CONNECTIONS }, () => () => {
    return db.sql`update public.credit_events set processed = true
      where user_id = ${user} and not processed`;
  });
  const outcomes = await allAtOnce(db.sql, lock(user), processing);
  expect(outcomes).toEqual(processing.map(() => "done"));
  expect(await balance(user)).toEqual({ cached: 50, ledger: 50 });
});

test("a balance is its ledger's sum whoever books, refunds and processes at once, with no deadlock", async () => {
  const crowd = await people(PEOPLE);
  /** What one connection does in a round, with another person each time. */
  const round = async (who: number, turn: number): Promise<string[]> => {
    const user = crowd[(who + turn) % PEOPLE] ?? "";
    const key = `${who}-${turn}`;
    const amount = 1 + ((who * 7 + turn * 3) % 20);
    return [
      await outcomeOf(() => book({ user, type: "answer", amount, key: `earned-${key}` })),
      await outcomeOf(() =>
        book({ user, type: "spend", amount: -2 * amount, key: `spent-${key}` }),
      ),
      await outcomeOf(() =>
        book({ user, type: "refund", amount, key: `back-${key}`, processed: false }),
      ),
      await outcomeOf(
        () => db.sql`update public.credit_events set processed = true
        where user_id = ${user} and not processed`,
      ),
    ];
  };
  const outcomes = await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, who) => {
      const ended: string[][] = [];
      for (let turn = 0; turn < ROUNDS; turn += 1) ended.push(await round(who, turn));
      return ended.flat();
    }),
  );
  expect(new Set(outcomes.flat())).toEqual(new Set(["done", CHECK_VIOLATION]));
  const [booked] = await db.sql`select count(*)::integer as rows,
      count(*) filter (where not processed)::integer as open
    from public.credit_events where user_id in ${db.sql(crowd)}`;
  const refused = outcomes.flat().filter((outcome) => outcome === CHECK_VIOLATION).length;
  expect(booked).toEqual({ rows: CONNECTIONS * ROUNDS * 3 - refused, open: 0 });
  for (const user of crowd) {
    const { cached, ledger } = await balance(user);
    expect(cached).toBe(ledger);
  }
  expect(await db.sql`select * from private.credit_cache_drift`).toHaveLength(0);
  expect(await db.deadlocks()).toBe(0);
});
