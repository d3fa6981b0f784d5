import { afterEach, expect, test } from "vitest";
import {
  eventually,
  fault,
  forget,
  hurry,
  noFaults,
  person,
  quiet,
  received,
  sender,
  sql,
  stack,
  stranger,
  tasksOf,
  tenant,
  text,
} from "../vocabulary.ts";

/** Of them one is bad. */
const BATCH = 60;

afterEach(noFaults);

async function snoozed(phone: string): Promise<void> {
  await eventually(async () => {
    const send = (await tasksOf(phone)).find((task) => task.task_type === "send_sms");
    expect(send?.snooze_count).toBe(1);
    expect(send?.status).toBe("pending");
  });
}

async function ends(phone: string, status: string): Promise<void> {
  await eventually(async () => {
    const [out] = await sql`select m.status from public.messages m
      join public.users u on u.id = m.user_id
      where u.phone_number = ${phone} and m.direction = 'outbound'`;
    expect(out?.status).toBe(status);
  });
}

test("429 was never processed: the text is offered again, and arrives once", async () => {
  const ada = stranger();
  await fault(stack.CARRIER_URL, { http429: 1 });
  await text(ada, "hi");
  await snoozed(ada);
  await hurry(ada);
  await ends(ada, "delivered");
  expect(await received(ada)).toHaveLength(1);
});

test.each(["http500Accepted", "garbled201", "resetAccepted", "timeoutAccepted"])(
  "%s: the carrier has it, the answer is lost, and it is not sent again",
  async (kind) => {
    const ada = stranger();
    await fault(stack.CARRIER_URL, { [kind]: 1 });
    await text(ada, "hi");
    await ends(ada, "delivered");
    await hurry(ada);
    await quiet(ada);
    expect(await received(ada)).toHaveLength(1);
  },
);

test("a lost answer without a callback is settled by the carrier's list", async () => {
  const ada = stranger();
  await fault(stack.CARRIER_URL, { garbled201: 1, callbacksDropped: 1 });
  await text(ada, "hi");
  await snoozed(ada);
  await hurry(ada);
  await ends(ada, "sent");
  await quiet(ada);
  expect(await received(ada)).toHaveLength(1);
});

/** A POST (of 3 s at most, here) and a minute pass, as far as the part knows. */
async function minutePasses(phone: string): Promise<void> {
  await sql`update public.message_parts p set sending_at = p.sending_at - interval '64 seconds'
    from public.messages m join public.users u on u.id = m.user_id
    where m.id = p.message_id and u.phone_number = ${phone}`;
  await hurry(phone);
}

test("a 500 that was not processed is not in the carrier's list: the text is offered once more", async () => {
  const ada = stranger();
  await fault(stack.CARRIER_URL, { http500: 1 });
  await text(ada, "hi");
  await snoozed(ada);
  await hurry(ada);
  await eventually(async () => {
    const send = (await tasksOf(ada)).find((task) => task.task_type === "send_sms");
    expect(send?.snooze_count).toBe(2);
  });
  expect(await received(ada)).toHaveLength(0);
  await minutePasses(ada);
  await ends(ada, "delivered");
  expect(await received(ada)).toHaveLength(1);
});

test("a 500, twice not processed: after the second the text is given up", async () => {
  const ada = stranger();
  await fault(stack.CARRIER_URL, { http500: 2 });
  await text(ada, "hi");
  await snoozed(ada);
  await minutePasses(ada);
  await eventually(async () => {
    const [part] = await sql`select p.attempts, p.status from public.message_parts p
      join public.messages m on m.id = p.message_id join public.users u on u.id = m.user_id
      where u.phone_number = ${ada}`;
    expect(part).toEqual({ attempts: 1, status: "unknown" });
  });
  await eventually(async () => {
    const send = (await tasksOf(ada)).find((task) => task.task_type === "send_sms");
    expect(send?.status).toBe("pending");
  });
  await minutePasses(ada);
  await ends(ada, "unknown");
  await quiet(ada);
  expect(await received(ada)).toHaveLength(0);
});

test("a number that is nobody's fails its text, and is left alone until it texts", async () => {
  const lost = "+15005550011";
  await forget(lost);
  await text(lost, "hi");
  await ends(lost, "undelivered");
  await quiet(lost);
  await eventually(async () => expect((await person(lost))?.unreachable_code).toBe(30005));
});

test("an opt-out that only the carrier knows of becomes ours with its callback", async () => {
  const gone = "+15005550016";
  await forget(gone);
  await text(gone, "hi");
  await ends(gone, "undelivered");
  await eventually(async () => expect((await person(gone))?.opted_out_at).not.toBeNull());
});

test("one bad number in a batch leaves all the others sent", async () => {
  const bad = "+15005550009";
  const people = [...Array.from({ length: BATCH - 1 }, stranger), bad];
  await forget(bad);
  await sql.begin(async (tx) => {
    await tx`with met as (
        insert into public.users (tenant_id, phone_number)
          select ${tenant}, p from unnest(${people}::text[]) p returning *),
      thread as (
        insert into public.conversations (tenant_id, user_id, phone_number, sender_id)
          select tenant_id, id, phone_number, ${sender} from met returning *)
      insert into public.messages (conversation_id, role, direction, content)
        select id, 'concierge', 'outbound', 'hello' from thread order by phone_number`;
  });
  await eventually(async () => {
    const counts = await sql`select m.status, count(*)::integer as texts from public.messages m
      join public.users u on u.id = m.user_id where u.phone_number in ${sql(people)}
      group by 1 order by 1`;
    expect(counts).toEqual([
      { status: "delivered", texts: BATCH - 1 },
      { status: "failed", texts: 1 },
    ]);
  });
  expect((await person(bad))?.unreachable_code).toBe(21614);
  const [number] = await sql`select paused_at from public.senders where id = ${sender}`;
  expect(number?.paused_at).toBeNull();
});
