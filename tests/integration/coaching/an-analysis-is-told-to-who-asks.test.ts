import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { postText } from "../../../local/carrier/client.ts";
import { Page } from "../../../local/chat/page.ts";
import { FIRST_DAY, FIRST_TALK } from "../../../local/demo/coach/script.ts";
import { COACH_PHONE_NUMBER } from "../../../local/stack-values.ts";
import { signIn } from "../access/sign-in.ts";
import { allOf, lastOf, openPage, shownIn } from "../chat/page.ts";
import { eventually, quiet, replies, sql, stack, stranger } from "../vocabulary.ts";

test("messages by text and on the web are one person's: analysed once together, and told on both", async () => {
  const phone = stranger();
  const say = (body: string) =>
    postText(stack.CARRIER_URL, { from: phone, to: COACH_PHONE_NUMBER, body });
  for (const body of [...FIRST_TALK.flat(), ...FIRST_DAY.slice(0, -1)]) await say(body);
  await quiet(phone);
  const email = `coached-${randomUUID()}@centaur.example`;
  await sql`update public.users set email = ${email}, email_verified = true
    where phone_number = ${phone}`;
  const client = await signIn(email);
  await client.rpc("link_sign_in");
  const page = await Page.open(stack, client);

  const streamed = await allOf(await page.post(FIRST_DAY.at(-1) ?? ""));
  expect(lastOf(streamed)).toMatchObject({ state: "answered", answer: { stopped: false } });
  expect(lastOf(streamed).answer?.text).toBe(
    "That is a step with a time. What could get in its way?",
  );
  // Its last sentence comes with the whole.
  expect(shownIn(streamed).trim()).toBe("That is a step with a time.");

  // What stands in the table is what its person reads of it, and nobody else.
  const analysis = await eventually(async () => {
    const { data } = await page.client
      .from("analysis_results")
      .select()
      .eq("analysis_type", "chat_scoring");
    expect(data).toHaveLength(1);
    return data?.[0];
  });
  expect(analysis).toMatchObject({ analysis_type: "chat_scoring", message_range: { count: 25 } });
  const other = await openPage();
  expect((await other.client.from("analysis_results").select()).data).toEqual([]);
  const [person] = await sql`select u.goals, u.stage, (select count(*)::integer
      from public.messages m where m.user_id = u.id and m.analysis_included) as marked
    from public.users u where u.phone_number = ${phone}`;
  expect(person).toEqual({ goals: ["speak up in meetings"], stage: 1, marked: 25 });

  const score = `you had ${Number(analysis?.chat_score)} of 14`;
  const told = await allOf(await page.post("how am I doing?"));
  expect(lastOf(told).answer?.text).toContain(score);
  const before = (await replies(phone, 1)).length;
  await say("how am I doing?");
  expect((await replies(phone, before + 1)).at(-1)?.body).toContain(score);
});
