import { expect, test } from "vitest";
import { eventually, quiet, received, replies, sql, stranger, text } from "../vocabulary.ts";
import { told } from "./mail.ts";

/** A zone in which it is noon now, so that nobody sleeps. */
function noonZone(): string {
  const behind = new Date().getUTCHours() - 12;
  return `Etc/GMT${behind < 0 ? behind : `+${behind}`}`;
}

/** So many hours pass for one person: what waits for a time has it sooner. */
async function pass(phone: string, hours: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`update public.users set last_active_at = last_active_at - make_interval(hours => ${hours})
      where phone_number = ${phone}`;
    await tx`update public.message_queue q set
        look_at = look_at - make_interval(hours => ${hours}),
        scheduled_for = scheduled_for - make_interval(hours => ${hours})
      from public.users u where u.id = q.user_id and u.phone_number = ${phone}
        and q.status = 'queued'`;
  });
}

async function waiting(phone: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::integer as count
    from public.message_queue q join public.users u on u.id = q.user_id
    where u.phone_number = ${phone} and q.status in ('queued', 'approved')`;
  return row?.count ?? 0;
}

test("a newcomer who falls silent is asked after a day, after three, and then left", async () => {
  const ada = stranger();
  await text(ada, "Hi, I'm Ada Lovelace");
  await replies(ada, 1);
  await quiet(ada);
  await sql`update public.users set timezone = ${noonZone()} where phone_number = ${ada}`;
  expect(await waiting(ada)).toBe(2);

  await pass(ada, 23);
  await sql`select worker.process_outbound_messages()`;
  expect(await waiting(ada)).toBe(2);

  await pass(ada, 2);
  const first = await told(ada, /Hello Ada, do you still want to join Yachtparty\?/);
  expect(first).toMatch(/Where do you work\?$/);
  await eventually(async () => expect(await waiting(ada)).toBe(1));

  await pass(ada, 48);
  await told(ada, /do you still want to join.*I will not ask again\.$/);
  await eventually(async () => expect(await waiting(ada)).toBe(0));
  expect(await received(ada)).toHaveLength(3);

  // A text begins anew.
  await text(ada, "sorry, I was at sea");
  await replies(ada, 4);
  expect(await waiting(ada)).toBe(2);
});
