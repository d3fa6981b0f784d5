import { expect, test } from "vitest";
import { eventually, quiet, replies, sql, stranger, text } from "../vocabulary.ts";

test("after fifty messages a summary of them is written, once, with its watermark", async () => {
  const ada = stranger();
  await text(ada, "I'm Ada Lovelace");
  await replies(ada, 1);
  await quiet(ada);
  const [thread] = await sql<{ id: string }[]>`select c.id from public.conversations c
    where c.phone_number = ${ada}`;
  if (thread === undefined) throw new Error("there is no conversation");
  await sql`insert into public.messages (conversation_id, role, direction, content, status,
      unanswered_reason)
    select ${thread.id}, 'user', 'inbound', 'note ' || n, 'received', 'help_word'
    from generate_series(3, 50) n`;
  const row = await eventually(async () => {
    const [one] = await sql`select c.conversation_summary, c.summary_position,
      c.messages_since_summary from public.conversations c where c.id = ${thread.id}`;
    expect(one?.conversation_summary).not.toBeNull();
    return one;
  });
  expect(row).toMatchObject({ summary_position: "50", messages_since_summary: 0 });
  expect(row?.conversation_summary).toMatch(/Ada/);
});
