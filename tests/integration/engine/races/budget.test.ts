import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { type RaceDatabase, raceDatabase } from "./race-database.ts";
import { violations } from "./violations.ts";
import { claim, finish, only, receive, replies, stranger, type Turn } from "./vocabulary.ts";

const withCall = z.object({ call: z.object({ id: z.uuid(), refused: z.string().nullable() }) });

let db: RaceDatabase;

beforeAll(async () => {
  db = await raceDatabase();
});

beforeEach(() => db.clear());

afterEach(async () => {
  await db.letAllGo();
  expect(await violations(db.watch)).toEqual([]);
});

afterAll(() => db.stop());

/** What a turn was told of its first model call. */
function leave(turn: Turn) {
  return withCall.parse(turn.context).call;
}

async function allow(microUsd: number | null): Promise<void> {
  const own = microUsd === null ? {} : { tenant_day_budget_micro_usd: microUsd };
  await db.meanwhile((tx) => tx`update public.tenants set settings = ${tx.json(own)}`);
}

test("who settles a call, and wants lanes, does not wait for who reserves one, and holds some", async () => {
  await db.meanwhile(receive(stranger()));
  const answered = only(await db.meanwhile(claim("bouncer")));
  await db.meanwhile(receive(stranger()));
  const reserving = await db.stopAt("budget.locked", claim("bouncer"));

  const call = { id: leave(answered).id, outcome: "ok", model: "claude-haiku-5-5", attempts: 1 };
  expect(await db.meanwhile(finish(answered, { ...replies("Aye"), call }))).toBe("finished");
  expect(leave(only(await reserving.end())).refused).toBeNull();
});

test("of two that reserve at once the second sees what the first has booked", async () => {
  await db.meanwhile(async (tx) => {
    await tx`delete from private.budget_reservations`;
    await tx`delete from private.budgets`;
  });
  // Room for one call: some 7,000 tokens of prompt at 0.125, 4,096 of answer at 0.50.
  await allow(5_000);
  await db.meanwhile(receive(stranger()));
  await db.meanwhile(receive(stranger()));
  const first = await db.stopAt("budget.locked", claim("bouncer"));
  const second = await db.waits(claim("bouncer"));

  expect(leave(only(await first.end())).refused).toBeNull();
  expect(leave(only(await second.end())).refused).toBe("tenant_day_budget");
  await allow(null);
});
