import { afterAll, beforeAll, expect, test } from "vitest";
import { allAtOnce } from "./all-at-once.ts";
import { type OwnDatabase, ownDatabase } from "./own-database.ts";
import { signedIn } from "./signed-in.ts";

const TENANT = "00000000-0000-4000-8000-000000000001";
const GRACE = "00000000-0000-4000-8000-000000000021";
const SIGN_IN = "a0000000-0000-4000-8000-000000000001";

let db: OwnDatabase;

beforeAll(async () => {
  db = await ownDatabase(4);
});

afterAll(() => db.stop());

test("a thumb given twice at once is one", async () => {
  await db.sql`insert into auth.users (id) values (${SIGN_IN})`;
  await db.sql`update public.users set auth_id = ${SIGN_IN} where id = ${GRACE}`;
  const [thread] = await db.sql`insert into public.conversations (tenant_id, user_id, channel)
    values (${TENANT}, ${GRACE}, 'web') returning id`;
  const [answer] = await db.sql`insert into public.messages
      (conversation_id, role, direction, content, status, sent_at)
    values (${thread?.id}, 'concierge', 'outbound', 'hello', 'sent', now()) returning id`;
  const give = (rating: string) => () =>
    signedIn(db.sql, SIGN_IN, (tx) => tx`select public.give_feedback(${answer?.id}, ${rating})`);

  const outcomes = await allAtOnce(
    db.sql,
    (tx) => tx`select from public.messages where id = ${answer?.id} for update`,
    [give("up"), give("down")],
  );

  expect(outcomes).toEqual(["done", "done"]);
  const given = await db.sql`select user_id, message_id from public.feedback`;
  expect([...given]).toEqual([{ user_id: GRACE, message_id: answer?.id }]);
  expect(await db.deadlocks()).toBe(0);
});
