import { expect, test } from "vitest";
import {
  eventually,
  fault,
  noFaults,
  quiet,
  replies,
  sql,
  stack,
  stranger,
  text,
} from "../vocabulary.ts";
import { encoded, post, sign } from "./signed.ts";

async function partsOf(phone: string) {
  return await sql<{ id: string; status: string; twilio_message_sid: string }[]>`
    select p.id, p.status, p.twilio_message_sid from public.message_parts p
    join public.messages m on m.id = p.message_id join public.users u on u.id = m.user_id
    where u.phone_number = ${phone}`;
}

async function delivered(phone: string) {
  return await eventually(async () => {
    const parts = await partsOf(phone);
    expect(parts.map((part) => part.status)).toEqual(["delivered"]);
    return parts;
  });
}

test.each(["callbacksDoubled", "callbacksReversed", "callbacksLate"])(
  "%s: the text ends as delivered",
  async (kind) => {
    const ada = stranger();
    await fault(stack.CARRIER_URL, {
      [kind]: 1,
      ...(kind === "callbacksLate" ? { lateMs: 300 } : {}),
    });
    await text(ada, "hi");
    await delivered(ada);
    await noFaults();
  },
);

test("late news of an earlier state does not undo a delivery, and is kept", async () => {
  const ada = stranger();
  await text(ada, "hi");
  await replies(ada, 1);
  await quiet(ada);
  const [part] = await delivered(ada);
  const at = `${stack.PUBLIC_FUNCTIONS_URL}/twilio-status?part=${part?.id}`;
  const news = {
    MessageSid: part?.twilio_message_sid ?? "",
    AccountSid: stack.TWILIO_ACCOUNT_SID,
    From: stack.TWILIO_PHONE_NUMBER,
    To: ada,
    MessageStatus: "sending",
  };
  const response = await post({ url: at, body: encoded(news), signature: sign(at, news) });
  expect(response.status).toBe(204);
  await delivered(ada);
  const kept = await sql`select status from public.message_status_events
    where twilio_message_sid = ${news.MessageSid}`;
  expect(kept.map((row) => row.status)).toContain("sending");
});

test("news of a text that is not ours, and of a status nobody knows, is acknowledged and kept", async () => {
  const at = `${stack.PUBLIC_FUNCTIONS_URL}/twilio-status`;
  const news = {
    MessageSid: `SM${"a".repeat(32)}`,
    AccountSid: stack.TWILIO_ACCOUNT_SID,
    From: stack.TWILIO_PHONE_NUMBER,
    MessageStatus: "teleported",
  };
  const response = await post({ url: at, body: encoded(news), signature: sign(at, news) });
  expect(response.status).toBe(204);
  const kept = await sql`select part_id, status from public.message_status_events
    where twilio_message_sid = ${news.MessageSid}`;
  expect(kept).toMatchObject([{ part_id: null, status: "teleported" }]);
});

test("unsigned news changes nothing: 403", async () => {
  const at = `${stack.PUBLIC_FUNCTIONS_URL}/twilio-status`;
  const response = await post({ url: at, body: encoded({ MessageSid: `SM${"b".repeat(32)}` }) });
  expect(response.status).toBe(403);
});
