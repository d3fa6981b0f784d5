import { expect, test } from "vitest";
import { eventually, person, quiet, replies, sql, stranger, text } from "../vocabulary.ts";

/** An agent would like somebody told this, whatever the hour. */
async function wanted(phone: string, about: Record<string, string | boolean>): Promise<void> {
  await sql`
    insert into public.message_queue
      (tenant_id, user_id, agent_id, message_data, scheduled_for, priority)
    select u.tenant_id, u.id, 'account-manager', ${sql.json(about)}, now(), 'urgent'
    from public.users u where u.phone_number = ${phone}`;
  await eventually(async () => {
    await sql`select worker.process_outbound_messages()`;
    const [waiting] = await sql`select from public.message_queue q
      join public.users u on u.id = q.user_id
      where u.phone_number = ${phone} and q.status = 'queued'
        and q.agent_id = 'account-manager'`;
    if (waiting !== undefined) throw new Error("it was not looked at yet");
  });
}

/** What became of the texts that somebody did not ask for. */
async function fates(phone: string) {
  return await sql<
    { status: string; status_reason: string | null; status_detail: string | null }[]
  >`
    select q.status, q.status_reason, q.status_detail from public.message_queue q
    join public.users u on u.id = q.user_id
    where u.phone_number = ${phone} and q.agent_id = 'account-manager' order by q.arrival`;
}

test("the first text says whose number it is, and no other does", async () => {
  const ada = stranger();
  await text(ada, "hi");
  await replies(ada, 1);
  await quiet(ada);
  await text(ada, "I'm Ada Lovelace");
  const [first, second] = await replies(ada, 2);
  expect(first?.body).toMatch(/^Yachtparty.*AI.*HELP.*STOP.*\nHello! What is your name\?$/s);
  expect(second?.body).toBe("Thanks, Ada, noted. Where do you work?");
});

test("who asks for quiet until a day is told so, and has it until that day begins", async () => {
  const ada = stranger();
  await text(ada, "hi");
  await replies(ada, 1);
  await quiet(ada);
  await sql`update public.users set timezone = 'Asia/Kolkata' where phone_number = ${ada}`;
  await text(ada, "pause me until Monday");
  const [, reply] = await replies(ada, 2);
  const day = /no texts until Monday, (\S+)\./.exec(reply?.body ?? "")?.[1];
  expect((await person(ada))?.muted_until).toEqual(new Date(`${day}T00:00:00+05:30`));
  await text(ada, "you can text me again");
  await replies(ada, 3);
  expect((await person(ada))?.muted_until).toBeNull();
});

test("a text that an agent wants sent is put into words by the person's own", async () => {
  const ada = stranger();
  await text(ada, "hi");
  await replies(ada, 1);
  await quiet(ada);
  await wanted(ada, { text: "the fair opens on Friday" });
  const [, news] = await replies(ada, 2);
  expect(news?.body).toBe("News for you: the fair opens on Friday");
  await eventually(async () => expect(await fates(ada)).toMatchObject([{ status: "sent" }]));
});

test("one that is stale by then is not sent, and it is on record why", async () => {
  const ada = stranger();
  await text(ada, "hi");
  await replies(ada, 1);
  await quiet(ada);
  await wanted(ada, { text: "the fair opens on Friday", stale: true });
  await quiet(ada);
  expect(await fates(ada)).toEqual([
    { status: "cancelled", status_reason: "withdrawn", status_detail: "it is said to be stale" },
  ]);
  expect(await replies(ada, 1)).toHaveLength(1);
});
