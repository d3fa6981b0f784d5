import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { parseInbound } from "../../../supabase/functions/_shared/twilio/inbound.ts";
import { isSignedByTwilio } from "../../../supabase/functions/_shared/twilio/verify.ts";
import { authToken, open, ours, person, play } from "./play.ts";

const hello = { from: person, to: ours, body: "hello" };

describe("a person's text", () => {
  test("is posted to the webhook signed, with all that Twilio sends", async () => {
    const stage = await play();
    const { json } = await stage.call("POST", "/inbound", hello);
    const [post] = stage.received;
    expect(Object.keys(post?.parameters ?? {}).sort()).toEqual(
      "AccountSid ApiVersion Body From FromCity FromCountry FromState FromZip MessageSid NumMedia NumSegments SmsMessageSid SmsSid SmsStatus To ToCity ToCountry ToState ToZip".split(
        " ",
      ),
    );
    expect(post?.parameters).toMatchObject({
      From: person,
      To: ours,
      Body: "hello",
      FromCountry: "US",
      NumSegments: "1",
      SmsStatus: "received",
    });
    const url = `${stage.applicationUrl}/inbound`;
    const content = { parameters: post?.parameters ?? {} };
    const signature = post?.signature ?? null;
    const request = { authToken, configuredUrl: url, requestUrl: url, signature, content };
    expect(isSignedByTwilio(request)).toBe(true);
    expect(json).toMatchObject({
      messageSid: post?.parameters.MessageSid,
      webhookStatus: 200,
      ackMs: expect.any(Number),
      responseBody: "<Response/>",
      error: null,
      carrierReply: null,
    });
  });

  test("with media comes as an MMS that our reader reads", async () => {
    const { call, received } = await play();
    const media = [{ url: "https://example.test/cat.jpg", contentType: "image/jpeg" }];
    await call("POST", "/inbound", { ...hello, body: "", media });
    const text = parseInbound(received[0]?.parameters ?? {});
    expect(text).toMatchObject({ body: "", media, messageSid: expect.stringMatching(/^MM/) });
  });

  test("to a number of a messaging service names the service", async () => {
    const sid = "MG00000000000000000000000000000001";
    const { call, received } = await play({ messagingServices: [{ sid, number: ours }] });
    await call("POST", "/inbound", hello);
    expect(received[0]?.parameters.MessagingServiceSid).toBe(sid);
  });

  test("is delivered again by its SID, and is one text in the list", async () => {
    const { call, received, client } = await play();
    const messageSid = `SM${"a".repeat(32)}`;
    await call("POST", "/inbound", { ...hello, messageSid });
    await call("POST", "/inbound", { ...hello, messageSid });
    expect(received.map(({ parameters }) => parameters.MessageSid)).toEqual([
      messageSid,
      messageSid,
    ]);
    expect(await client.messages.list({ from: person })).toHaveLength(1);
  });

  test("is posted twice, the same, when webhooks are to be doubled", async () => {
    const { call, received } = await play();
    await call("POST", "/faults", { webhooksDoubled: 1 });
    await call("POST", "/inbound", hello);
    await call("POST", "/inbound", hello);
    const sids = received.map(({ parameters }) => parameters.MessageSid);
    expect(sids).toHaveLength(3);
    expect(sids[0]).toBe(sids[1]);
    expect(new Set(sids).size).toBe(2);
  });

  test("is lost when webhooks are, and is in the list all the same", async () => {
    const { call, received, client } = await play();
    await call("POST", "/faults", { webhooksLost: 1 });
    const { json } = await call("POST", "/inbound", hello);
    expect(json).toMatchObject({ webhookStatus: null, error: "lost" });
    expect(received).toEqual([]);
    expect((await call("GET", "/webhooks")).json).toMatchObject({
      webhooks: [{ from: person, status: null, error: "lost" }],
    });
    expect(await client.messages.list({ to: ours })).toMatchObject([
      { direction: "inbound", status: "received", from: person, body: "hello" },
    ]);
  });

  test("with a NUL or a lone surrogate is still posted", async () => {
    const { call, received } = await play();
    await call("POST", "/inbound", { ...hello, body: "a\0b" });
    expect(received[0]?.parameters.Body).toBe("a\0b");
  });
});

describe("a webhook", () => {
  test("that answers an error is not tried again, and its answer is on record", async () => {
    const { call, received } = await play({}, () => 500);
    expect((await call("POST", "/inbound", hello)).json).toMatchObject({ webhookStatus: 500 });
    expect(received).toHaveLength(1);
    expect((await call("GET", "/webhooks")).json).toMatchObject({
      webhooks: [{ from: person, to: ours, status: 500, attempts: 1, error: null }],
    });
  });

  test("that breaks the connection is not tried again", async () => {
    const { call, received } = await play({}, () => "reset");
    const { json } = await call("POST", "/inbound", hello);
    expect(json).toMatchObject({ webhookStatus: null, error: "connection broke" });
    expect(received).toHaveLength(1);
  });

  test("that cannot be connected to is tried once more", async () => {
    // A port that the system gives to nobody: one that was closed may be another server's by now.
    const { call } = await play({ inboundUrl: "http://127.0.0.1:2/inbound" });
    const { json } = await call("POST", "/inbound", hello);
    expect(json).toMatchObject({ webhookStatus: null, error: "no connection" });
    expect((await call("GET", "/webhooks")).json).toMatchObject({ webhooks: [{ attempts: 2 }] });
  });

  test("that does not answer in time is given up", async () => {
    const silent = createServer();
    const { call } = await play({ inboundUrl: await open(silent), webhookTimeoutMs: 50 });
    const { json } = await call("POST", "/inbound", hello);
    expect(json).toMatchObject({ webhookStatus: null, error: "timeout" });
    silent.close();
  });
});

describe("STOP, START and HELP", () => {
  const say = (body: string) => ({ from: person, to: ours, body });
  const reply = { to: person, from: ours, body: "news" };

  test("STOP is answered by the carrier, told to the webhook, and enforced until START", async () => {
    const { call, client, received } = await play();
    const { json } = await call("POST", "/inbound", say(" stop "));
    expect(json).toMatchObject({ carrierReply: expect.stringContaining("unsubscribed") });
    expect(received[0]?.parameters).toMatchObject({ Body: " stop ", OptOutType: "STOP" });
    await expect(client.messages.create(reply)).rejects.toMatchObject({ status: 400, code: 21610 });

    await call("POST", "/inbound", say("START"));
    expect(received[1]?.parameters.OptOutType).toBe("START");
    await expect(client.messages.create(reply)).resolves.toMatchObject({ status: "queued" });
  });

  test("STOP counts between two numbers only", async () => {
    const { call, client } = await play({ numbers: [ours, "+14155550101"] });
    await call("POST", "/inbound", say("STOP"));
    const fromAnother = client.messages.create({ ...reply, from: "+14155550101" });
    await expect(fromAnother).resolves.toMatchObject({ status: "queued" });
    const toAnother = client.messages.create({ ...reply, to: "+14155550124" });
    await expect(toAnother).resolves.toMatchObject({ status: "queued" });
  });

  test("YES is a keyword only of someone who stopped", async () => {
    const { call, received } = await play();
    for (const word of ["YES", "STOP", "yes"]) await call("POST", "/inbound", say(word));
    expect(received.map(({ parameters }) => parameters.OptOutType)).toEqual([
      undefined,
      "STOP",
      "START",
    ]);
  });

  test("HELP is answered and changes nothing", async () => {
    const { call, client, received } = await play();
    const { json } = await call("POST", "/inbound", say("help"));
    expect(json).toMatchObject({ carrierReply: expect.stringContaining("Reply STOP") });
    expect(received[0]?.parameters.OptOutType).toBe("HELP");
    await expect(client.messages.create(reply)).resolves.toMatchObject({ status: "queued" });
  });

  test("a text that only holds the word is no keyword", async () => {
    const { call, received } = await play();
    const { json } = await call("POST", "/inbound", say("please stop"));
    expect(json).toMatchObject({ carrierReply: null });
    expect(received[0]?.parameters.OptOutType).toBeUndefined();
  });

  test("the carrier's own answers are not among the application's texts", async () => {
    const { call } = await play();
    await call("POST", "/inbound", say("STOP"));
    expect((await call("GET", "/texts")).json).toEqual({ texts: [] });
  });
});
