import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { UNSUSPECTED } from "../../screened.ts";
import { allAtOnce, waiting } from "./all-at-once.ts";
import { type OwnDatabase, ownDatabase } from "./own-database.ts";

const COACH = "00000000-0000-4000-8000-000000000003";
const SIGN_IN = "a0000000-0000-4000-8000-000000000001";

let db: OwnDatabase;

beforeAll(async () => {
  db = await ownDatabase(4);
});

afterAll(() => db.stop());

/** Somebody of the coach, whose page has twenty-four messages of an hour ago; its id and theirs. */
async function pageOf24() {
  await db.sql`insert into auth.users (id) values (${SIGN_IN})`;
  const [page] = await db.sql`
    with person as (
      insert into public.users (tenant_id, auth_id) values (${COACH}, ${SIGN_IN}) returning *)
    insert into public.conversations (tenant_id, user_id, channel)
      select tenant_id, id, 'web' from person returning id, user_id`;
  await db.sql`
    insert into public.messages (conversation_id, role, direction, content, screen, created_at)
      select ${page?.id}, 'user', 'inbound', 'hi', ${db.sql.json(UNSUSPECTED)},
        now() - interval '1 hour' from generate_series(1, 24)`;
  return { conversation: String(page?.id), person: String(page?.user_id) };
}

test("a page that leases its lane with the twenty-fifth message takes its lanes in one order with everybody", async () => {
  const { conversation, person } = await pageOf24();
  // The lane that the twenty-fifth message will need, and one that sorts between the two.
  const keys = [`analysis:${person}`, "between:1", `conversation:${conversation}`];
  await db.sql`insert into private.lanes (lane_key, tenant_id)
    select k, ${COACH} from unnest(${keys}::text[]) k on conflict do nothing`;

  let turn: unknown = null;
  const outcomes = await allAtOnce(
    db.sql,
    (tx) => tx`select from private.lanes where lane_key = 'between:1' for update`,
    [
      () => db.sql`select private.settle_lanes(touched => ${keys}::text[])`,
      async () => {
        // Once the other has the first lane and waits for the second.
        await expect.poll(() => waiting(db.sql), { timeout: 30_000 }).toBe(1);
        const [opened] = await db.sql`select worker.open_chat(${SIGN_IN}, ${conversation},
          ${randomUUID()}, 'hi', ${db.sql.json(UNSUSPECTED)}, agents => '{coach}') as answer`;
        turn = opened?.answer.turn;
      },
    ],
  );

  expect(outcomes).toEqual(["done", "done"]);
  expect(turn).not.toBeNull();
  const tasks = await db.sql`select count(*)::integer as n from public.agent_tasks
    where task_type = 'analysis_job'`;
  expect(tasks[0]?.n).toBe(1);
});
