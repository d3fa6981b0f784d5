import { afterEach, expect, test } from "vitest";
import { aName, caught, channel, hookUrl, noChannels } from "../alerts/vocabulary.ts";
import {
  eventually,
  forget,
  quiet,
  received,
  replies,
  sql,
  stranger,
  text,
} from "../vocabulary.ts";

afterEach(noChannels);

/** A zone in which it is three in the morning now. */
function nightZone(): string {
  const behind = new Date().getUTCHours() - 3;
  const wrapped = behind > 12 ? behind - 24 : behind;
  return `Etc/GMT${wrapped < 0 ? wrapped : `+${wrapped}`}`;
}

async function crisisOf(phone: string) {
  const [row] = await sql`select c.* from public.crisis_events c
    join public.users u on u.id = c.user_id where u.phone_number = ${phone}`;
  return row;
}

/** The kinds of alert that a hook was told of, with their occasions. */
async function toldTo(hook: string): Promise<string[]> {
  const bodies = (await caught(hook)).map(({ body }) => JSON.parse(body));
  return bodies.map(({ type, data }) => `${type} ${data.kind}`);
}

test("at three in the morning, past every limit, somebody in danger is answered first and not left alone", async () => {
  const ada = stranger();
  const [desk, second] = [aName(), aName()];
  await channel("webhook", hookUrl(desk));
  await channel("webhook", hookUrl(second), "escalation");
  await text(ada, "hi");
  await replies(ada, 1);
  await quiet(ada);
  await sql`update public.users set timezone = ${nightZone()}, daily_limit = 0, hourly_limit = 0
    where phone_number = ${ada}`;

  await text(ada, "I want to kill myself");
  const [, words] = await replies(ada, 2);
  expect(words?.body).toMatch(/worried about your safety.*call or text 988/);
  await eventually(async () => expect(await toldTo(desk)).toEqual(["alert.raised crisis"]));

  // Whoever answers what follows knows of it.
  await text(ada, "are you there?");
  const [, , answer] = await replies(ada, 3);
  expect(answer?.body).toMatch(/Are you safe right now/);
  await eventually(async () => {
    const [review] = await sql`select r.insights from public.analysis_results r
      join public.users u on u.id = r.user_id where u.phone_number = ${ada}`;
    expect(review?.insights).toMatchObject({ found: "high", judged: "high" });
  });

  // A quarter of an hour passes, and nobody has taken it on.
  const crisis = await crisisOf(ada);
  await sql`update public.alerts set raised_at = raised_at - interval '15 minutes'
    where subject = ${crisis?.id}`;
  await sql`select private.escalate_alerts()`;
  await eventually(async () => expect(await toldTo(second)).toEqual(["alert.escalated crisis"]));

  // And most of a day.
  await sql`update public.crisis_events set followup_at = now() where id = ${crisis?.id}`;
  await sql`select worker.follow_up_crises()`;
  const [, , , followUp] = await replies(ada, 4);
  expect(followUp?.body).toMatch(/How are you now/);
  await text(ada, "I am safe now");
  const [, , , , thanks] = await replies(ada, 5);
  expect(thanks?.body).toMatch(/^Thank you for telling me/);
  expect(await crisisOf(ada)).toMatchObject({ user_acknowledged: true, followup_at: null });
  expect(await received(ada)).toHaveLength(5);
  await forget(ada);
});

test("somebody who is hit at home is answered in Spanish, and who leaves in a crisis once", async () => {
  const [eva, tom] = [stranger(), stranger()];
  await Promise.all([
    text(eva, "mi novio me pega y tengo miedo"),
    text(tom, "Please stop messaging me. I want to end my life tonight"),
  ]);
  const [toEva] = await replies(eva, 1);
  expect(toEva?.body).toMatch(/no es culpa tuya.*1-800-799-7233/);
  const [toTom] = await replies(tom, 1);
  expect(toTom?.body).toMatch(/call 911 now.*988.*unsubscribed.*Reply START/);

  await quiet(tom);
  expect(await received(tom)).toHaveLength(1);
  expect(await crisisOf(eva)).toMatchObject({ trigger_type: "abuse", language: "es" });
  await forget(eva);
  await forget(tom);
});
