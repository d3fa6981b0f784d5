import { afterEach, expect, test } from "vitest";
import { signWebhook } from "../../../supabase/functions/_shared/alerts/sign-webhook.ts";
import {
  eventually,
  fault,
  noFaults,
  received,
  sender,
  sql,
  stack,
  stranger,
} from "../vocabulary.ts";
import {
  alarm,
  alarmNoMore,
  allTold,
  aName,
  caught,
  channel,
  emailsTo,
  hookUrl,
  hurryChannel,
  look,
  noChannels,
  SECRET,
  told,
  warn,
  warnNoMore,
} from "./vocabulary.ts";

afterEach(async () => {
  await noChannels();
  await noFaults();
});

test("a condition reaches webhook, email and on-call number once each, and so does its end", async () => {
  const what = aName();
  const address = `${what}@yacht.example`;
  const onCall = stranger();
  await channel("webhook", hookUrl(what));
  await channel("email", address);
  await channel("sms", onCall);
  await warn(what);
  await Promise.all([look(), look(), look()]);
  // Of the three, and of the seed's.
  expect((await allTold(what)).map((row) => row.status)).toEqual(Array(4).fill("delivered"));

  const [hook, ...more] = await caught(what);
  if (hook === undefined) throw new Error("no webhook came");
  expect(more).toEqual([]);
  expect(JSON.parse(hook.body)).toMatchObject({
    type: "alert.raised",
    data: { kind: "dead_letters", severity: "warning", subject: what, count: 1 },
  });
  const timestampSeconds = Number(hook.headers["webhook-timestamp"]);
  const id = hook.headers["webhook-id"] ?? "";
  const signed = await signWebhook({ secret: SECRET, id, timestampSeconds, body: hook.body });
  expect(hook.headers).toMatchObject(signed ?? {});
  expect((await told(what)).map((row) => row.id)).toContain(id);

  const emails = await emailsTo(address);
  expect(emails.map((email) => email.subject)).toEqual(["[WARNING] dead_letters (1), Yachtparty"]);
  const texts = await received(onCall);
  expect(texts.map((text) => text.body)).toEqual([
    expect.stringMatching(
      /^Yachtparty: WARNING dead_letters \(1\) since \d\d:\d\d UTC\. Acknowledge in the console\.$/,
    ),
  ]);

  await warnNoMore(what);
  await Promise.all([look(), look(), look()]);
  expect((await allTold(what)).map((row) => row.status)).toEqual(Array(8).fill("delivered"));
  expect(await caught(what)).toHaveLength(2);
  expect(await emailsTo(address)).toHaveLength(2);
  expect(await received(onCall)).toHaveLength(2);
});

test("what is critical and not acknowledged is told to the second step once, after its time", async () => {
  const [mine, others] = [aName(), aName()];
  const onCall = stranger();
  await channel("sms", onCall, "escalation");
  for (const subject of [mine, others]) await alarm(subject);
  await look();
  await sql`update public.alerts set acknowledged_at = now() where subject = ${mine}`;
  const escalate = (minutes: number) =>
    sql`select private.escalate_alerts(now() + make_interval(mins => ${minutes}))`;
  await escalate(14);
  expect((await told(others)).map((row) => row.occasion)).toEqual(["raised"]);
  await escalate(16);
  await escalate(17);
  await allTold(others);
  expect((await told(others)).map((row) => row.occasion)).toEqual(["raised", "escalated"]);
  expect((await told(mine)).map((row) => row.occasion)).toEqual(["raised"]);
  const texts = await received(onCall);
  const ofThis = texts.filter((text) => text.body.includes("lane_set_aside"));
  expect(ofThis.map((text) => text.body)).toEqual([
    expect.stringMatching(/CRITICAL lane_set_aside \(1\) since .* nobody has acknowledged it/),
  ]);
  for (const subject of [mine, others]) await alarmNoMore(subject);
  await look();
});

test("a webhook that fails twice is delivered once, under one id, and holds up nobody", async () => {
  const what = aName();
  const address = `${what}@yacht.example`;
  const id = await channel("webhook", hookUrl(what));
  await channel("email", address);
  await fault(stack.CARRIER_URL, { hook500: 2 });
  await warn(what);
  await look();
  const rows = await allTold(what, 40);
  const hooks = await caught(what);
  expect(hooks.map((hook) => hook.status)).toEqual([500, 500, 200]);
  expect(new Set(hooks.map((hook) => hook.headers["webhook-id"])).size).toBe(1);
  expect(rows.find((row) => row.channel_id === id)).toMatchObject({
    status: "delivered",
    attempts: 3,
    last_error: null,
  });
  expect(await emailsTo(address)).toHaveLength(1);
  await warnNoMore(what);
});

test("a webhook that is gone is turned off and hears no more", async () => {
  const what = aName();
  const id = await channel("webhook", hookUrl(what));
  await fault(stack.CARRIER_URL, { hook410: 1 });
  await warn(what);
  await look();
  const rows = await allTold(what);
  expect(rows.find((row) => row.channel_id === id)).toMatchObject({
    status: "failed",
    last_error: "gone",
  });
  const channels = await sql`select is_on, off_reason from public.alert_channels where id = ${id}`;
  expect(channels).toMatchObject([{ is_on: false, off_reason: "gone" }]);
  await warnNoMore(what);
  await look();
  await allTold(what);
  expect(await caught(what)).toHaveLength(1);
});

test("a text whose answer was lost is not sent again", async () => {
  const what = aName();
  const onCall = stranger();
  const id = await channel("sms", onCall);
  await fault(stack.CARRIER_URL, { resetAccepted: 1 });
  await warn(what);
  await look();
  const rows = await allTold(what);
  expect(rows.find((row) => row.channel_id === id)).toMatchObject({
    status: "unknown",
    attempts: 1,
    last_error: "twilio_network",
  });
  await warnNoMore(what);
  expect(await received(onCall)).toHaveLength(1);
});

test("an address that the post office refuses has failed, and its letter says so", async () => {
  const what = aName();
  const id = await channel("email", `inactive@${what}.example`);
  await warn(what);
  await look();
  const rows = await allTold(what);
  expect(rows.find((row) => row.channel_id === id)).toMatchObject({
    status: "failed",
    last_error: "email_406",
  });
  await eventually(async () => {
    const letters = await sql`select d.reason, d.errors -> 0 ->> 'code' as code
      from public.event_dead_letters d join public.agent_tasks t on t.id = d.task_id
      where t.context_id = ${id}`;
    expect(letters).toMatchObject([{ reason: "permanent", code: "email_406" }]);
  });
  await warnNoMore(what);
  await warnNoMore("deliver_alert");
});

test("while the tenant's only number is paused, an on-call text waits for it", async () => {
  const what = aName();
  const onCall = stranger();
  const id = await channel("sms", onCall);
  await sql`update public.senders set paused_at = now(), paused_reason = 'a test'
    where id = ${sender}`;
  await warn(what);
  await look();
  await eventually(async () => {
    const row = (await told(what)).find((one) => one.channel_id === id);
    expect(row).toMatchObject({ status: "waiting", last_error: "no_sender" });
  });
  await sql`update public.senders set paused_at = null, paused_reason = null where id = ${sender}`;
  await hurryChannel(id);
  const rows = await allTold(what);
  expect(rows.find((row) => row.channel_id === id)).toMatchObject({ status: "delivered" });
  expect(await received(onCall)).toHaveLength(1);
  await warnNoMore(what);
});
