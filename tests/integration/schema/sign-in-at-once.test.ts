import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { allAtOnce } from "./all-at-once.ts";
import { type OwnDatabase, ownDatabase } from "./own-database.ts";
import { signedIn } from "./signed-in.ts";

const GRACE = "00000000-0000-4000-8000-000000000021";
const BY_ADDRESS = "a0000000-0000-4000-8000-000000000001";
const BY_NUMBER = "a0000000-0000-4000-8000-000000000002";

let db: OwnDatabase;

beforeAll(async () => {
  db = await ownDatabase(4);
  await db.sql`insert into auth.users (id, email, email_confirmed_at)
    values (${BY_ADDRESS}, 'grace@cobol-yachts.example', now())`;
  await db.sql`insert into auth.users (id, phone, phone_confirmed_at)
    values (${BY_NUMBER}, '14155550111', now())`;
});

afterAll(() => db.stop());

beforeEach(async () => {
  await db.sql`update public.users set auth_id = null, last_active_at = now() where id = ${GRACE}`;
});

/** Both sign-ins ask at once to be linked; the sign-ins that each was told it now is. */
async function linkAtOnce(signIns: string[]): Promise<string[]> {
  const linked: string[] = [];
  const outcomes = await allAtOnce(
    db.sql,
    (tx) => tx`select from public.users where id = ${GRACE} for update`,
    signIns.map((signIn) => async () => {
      const rows = await signedIn(db.sql, signIn, (tx) => tx`select * from public.link_sign_in()`);
      linked.push(...rows.map(() => signIn));
    }),
  );
  expect(outcomes).toEqual(signIns.map(() => "done"));
  return linked;
}

async function signInOfGrace() {
  const [row] = await db.sql`select auth_id from public.users where id = ${GRACE}`;
  return row?.auth_id;
}

test("one sign-in that asks twice at once is linked once", async () => {
  expect(await linkAtOnce([BY_ADDRESS, BY_ADDRESS])).toEqual([BY_ADDRESS]);
  expect(await signInOfGrace()).toBe(BY_ADDRESS);
});

test("of two sign-ins that prove the same person at once, one is linked and the other told nothing", async () => {
  const linked = await linkAtOnce([BY_ADDRESS, BY_NUMBER]);
  expect(linked).toHaveLength(1);
  expect(await signInOfGrace()).toBe(linked[0]);
});
