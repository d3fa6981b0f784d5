import { afterEach, expect, test } from "vitest";
import {
  eventually,
  fault,
  hurry,
  noFaults,
  quiet,
  received,
  sql,
  stack,
  stranger,
  tasksOf,
  text,
} from "../vocabulary.ts";

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

test("a 500 that was not processed stays unknown: it is not sent again", async () => {
  const ada = stranger();
  await fault(stack.CARRIER_URL, { http500: 1 });
  await text(ada, "hi");
  await snoozed(ada);
  // A minute passes, as far as the part knows.
  await sql`update public.message_parts p set sending_at = p.sending_at - interval '61 seconds'
    from public.messages m join public.users u on u.id = m.user_id
    where m.id = p.message_id and u.phone_number = ${ada}`;
  await hurry(ada);
  await quiet(ada);
  await ends(ada, "unknown");
  expect(await received(ada)).toHaveLength(0);
});

test("a number that cannot be reached fails its text and nothing else", async () => {
  const lost = "+15005550011";
  await text(lost, "hi");
  await ends(lost, "undelivered");
  await quiet(lost);
});
