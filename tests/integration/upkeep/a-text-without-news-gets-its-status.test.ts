import { afterEach, expect, test } from "vitest";
import { eventually, fault, noFaults, quiet, sql, stack, stranger, text } from "../vocabulary.ts";
import { reconciled } from "./housekeeping.ts";

afterEach(noFaults);

/** More often than once: whoever else is texted meanwhile takes none of it away. */
const ALWAYS = 1_000;

async function partOf(phone: string) {
  const [part] = await sql`
    select p.id, p.status, p.twilio_message_sid as sid, p.asked_at is not null as asked,
      m.status as text
    from public.message_parts p join public.messages m on m.id = p.message_id
    join public.users u on u.id = m.user_id where u.phone_number = ${phone}`;
  return part;
}

/** So much time has passed, as far as somebody's parts know. */
async function older(phone: string, hours: number): Promise<void> {
  await sql`update public.message_parts p set
      accepted_at = p.accepted_at - make_interval(hours => ${hours}),
      sending_at = p.sending_at - make_interval(hours => ${hours})
    from public.messages m join public.users u on u.id = m.user_id
    where m.id = p.message_id and u.phone_number = ${phone}`;
}

async function sentWithoutNews(faults: Record<string, number>): Promise<string> {
  const ada = stranger();
  await fault(stack.CARRIER_URL, { callbacksDropped: ALWAYS, ...faults });
  await text(ada, "hi");
  await quiet(ada);
  return ada;
}

test("a text without news for a day gets its status", async () => {
  const ada = await sentWithoutNews({});
  expect(await partOf(ada)).toMatchObject({ status: "sent", asked: false });
  await reconciled();
  expect(await partOf(ada)).toMatchObject({ status: "sent", asked: false });
  await older(ada, 25);
  await reconciled();
  expect(await partOf(ada)).toMatchObject({ status: "delivered", text: "delivered", asked: true });
});

test("one whose fate was never learned is found by its words", async () => {
  const ada = stranger();
  await fault(stack.CARRIER_URL, { callbacksDropped: ALWAYS, garbled201: ALWAYS });
  await text(ada, "hi");
  await eventually(async () => expect(await partOf(ada)).toMatchObject({ status: "unknown" }));
  await older(ada, 1);
  await reconciled();
  expect(await partOf(ada)).toMatchObject({
    status: "delivered",
    sid: expect.stringMatching(/^SM/),
    text: "delivered",
  });
});

test("one that the carrier does not know counts as asked about", async () => {
  const ada = await sentWithoutNews({});
  await sql`update public.message_parts set twilio_message_sid = ${`SM${"0".repeat(32)}`}
    where id = ${(await partOf(ada))?.id}`;
  await older(ada, 25);
  await reconciled();
  expect(await partOf(ada)).toMatchObject({ status: "sent", asked: true });
});
