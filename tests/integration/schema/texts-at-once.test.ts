import { afterAll, beforeAll, expect, test } from "vitest";
import { UNSUSPECTED } from "../../screened.ts";
import { type OwnDatabase, ownDatabase } from "./own-database.ts";

const COACH = "00000000-0000-4000-8000-000000000003";
const CONNECTIONS = 20;
const CONVERSATIONS = 4;
const TEXTS_EACH = 25;
const TEXTS = CONNECTIONS * TEXTS_EACH;

let db: OwnDatabase;

beforeAll(async () => {
  db = await ownDatabase(CONNECTIONS);
});

afterAll(() => db.stop());

test("of texts that arrive at once none is left out of a summary or an analysis, and none counts twice", async () => {
  const [person] = await db.sql`insert into public.users (tenant_id, phone_number)
    values (${COACH}, '+14155552001') returning id`;
  const threads = await db.sql`insert into public.conversations (tenant_id, user_id, channel)
    select ${COACH}, ${person?.id}, 'web' from generate_series(1, ${CONVERSATIONS}) returning id`;

  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, who) => {
      const thread = threads[who % CONVERSATIONS]?.id;
      for (let text = 0; text < TEXTS_EACH; text += 1) {
        await db.sql`insert into public.messages (conversation_id, role, direction, content, screen)
          values (${thread}, 'user', 'inbound', 'hi', ${db.sql.json(UNSUSPECTED)})`;
      }
    }),
  );

  const numbered = await db.sql`select count(*)::integer as texts, count(distinct position)::integer
      as positions, max(position)::integer as last from public.messages
    where user_id = ${person?.id} group by conversation_id`;
  const each = TEXTS / CONVERSATIONS;
  expect([...numbered]).toEqual(threads.map(() => ({ texts: each, positions: each, last: each })));
  // A summary that waits takes in what is asked meanwhile, and counts it.
  const asked = await db.sql`select task_type, sum(1 + merged_count)::integer as times
    from public.agent_tasks where user_id = ${person?.id} group by 1 order by 1`;
  expect([...asked]).toEqual([
    { task_type: "analysis_job", times: TEXTS / 25 },
    { task_type: "create_conversation_summary", times: CONVERSATIONS * Math.floor(each / 50) },
  ]);
  // Each has messages of its own, and all have theirs.
  const [analysed] = await db.sql`select count(*)::integer as messages,
      count(distinct i.id)::integer as once, (select cardinality(b.message_ids)
        from private.analysis_batches b where b.user_id = ${person?.id}) as left
    from public.agent_tasks t, jsonb_array_elements_text(t.context_json -> 'message_ids') i (id)
    where t.task_type = 'analysis_job' and t.user_id = ${person?.id}`;
  expect(analysed).toEqual({ messages: TEXTS, once: TEXTS, left: 0 });
  expect(await db.deadlocks()).toBe(0);
});
