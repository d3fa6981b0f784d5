import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { isSignedByTwilio } from "../../../supabase/functions/_shared/twilio/verify.ts";
import { authToken, ours, type Play, person, play } from "./play.ts";

async function send(stage: Play, change: Partial<{ to: string; body: string }> = {}) {
  const statusCallback = `${stage.applicationUrl}/status?part=1`;
  return stage.client.messages.create({
    to: person,
    from: ours,
    body: "hi",
    statusCallback,
    ...change,
  });
}

function statuses({ received }: Play): string[] {
  return received.map(({ parameters }) => parameters.MessageStatus ?? "");
}

const textsAnswer = z.object({
  texts: z.array(
    z.object({
      status: z.string(),
      history: z.array(z.object({ status: z.string(), at: z.string() })),
      callbacks: z.array(
        z.object({ status: z.string(), outcome: z.union([z.number(), z.string()]) }),
      ),
    }),
  ),
});

async function texts(stage: Play) {
  const { json } = await stage.call("GET", `/texts?to=${encodeURIComponent(person)}`);
  return textsAnswer.parse(json).texts;
}

describe("a text on its way", () => {
  test("goes through every status, in order, each with its time", async () => {
    const stage = await play();
    await send(stage);
    await vi.waitFor(async () => expect((await texts(stage))[0]?.status).toBe("delivered"));
    const [text] = await texts(stage);
    const history = text?.history ?? [];
    expect(history.map(({ status }) => status)).toEqual(["queued", "sending", "sent", "delivered"]);
    const times = history.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test("is called back signed, with what Twilio sends and no time", async () => {
    const stage = await play();
    const { sid, accountSid } = await send(stage);
    await vi.waitFor(() => expect(statuses(stage)).toEqual(["sent", "delivered"]));
    for (const { path, parameters, signature } of stage.received) {
      expect(path).toBe("/status?part=1");
      expect(parameters).toEqual({
        SmsSid: sid,
        SmsStatus: parameters.MessageStatus,
        MessageStatus: expect.any(String),
        To: person,
        MessageSid: sid,
        AccountSid: accountSid,
        From: ours,
        ApiVersion: "2010-04-01",
      });
      const url = stage.applicationUrl + path;
      const content = { parameters };
      const request = { authToken, configuredUrl: url, requestUrl: url, signature, content };
      expect(isSignedByTwilio(request)).toBe(true);
    }
  });

  test("through a messaging service is called back when it is queued too", async () => {
    const sid = "MG00000000000000000000000000000001";
    const stage = await play({ messagingServices: [{ sid, number: ours }] });
    const statusCallback = `${stage.applicationUrl}/status`;
    await stage.client.messages.create({
      to: person,
      messagingServiceSid: sid,
      body: "hi",
      statusCallback,
    });
    await vi.waitFor(() => expect(statuses(stage)).toEqual(["queued", "sent", "delivered"]));
    expect(stage.received[0]?.parameters).toMatchObject({ MessagingServiceSid: sid, From: ours });
  });

  test.each([
    ["+15005550010", ["sent", "undelivered"], "30003"],
    ["+15005550012", ["sent", "undelivered"], "30006"],
    ["+15005550015", ["failed"], "30001"],
  ])("to %s ends with %j and its error code", async (to, expected, errorCode) => {
    const stage = await play();
    await send(stage, { to });
    await vi.waitFor(() => expect(statuses(stage)).toEqual(expected));
    expect(stage.received.at(-1)?.parameters.ErrorCode).toBe(errorCode);
    expect(stage.received[0]?.parameters.ErrorCode).toBe(
      expected.length === 1 ? errorCode : undefined,
    );
  });

  test("shows what the application answered to each callback", async () => {
    const stage = await play({}, ({ parameters }) =>
      parameters.MessageStatus === "sent" ? 503 : 200,
    );
    await send(stage);
    await vi.waitFor(async () => {
      const [text] = await texts(stage);
      expect(text?.callbacks.map(({ status, outcome }) => [status, outcome])).toEqual([
        ["sent", 503],
        ["delivered", 200],
      ]);
    });
  });
});

describe("callbacks go wrong as planned", () => {
  test("late: the text itself is not held up", async () => {
    const stage = await play();
    await stage.call("POST", "/faults", { callbacksLate: 1, lateMs: 60_000 });
    await send(stage);
    await vi.waitFor(async () => expect((await texts(stage))[0]?.status).toBe("delivered"));
    expect(stage.received).toEqual([]);
  });

  test("late, and then they come, in order", async () => {
    const stage = await play();
    await stage.call("POST", "/faults", { callbacksLate: 1, lateMs: 50 });
    await send(stage);
    await vi.waitFor(() => expect(statuses(stage)).toEqual(["sent", "delivered"]));
  });

  test("doubled", async () => {
    const stage = await play();
    await stage.call("POST", "/faults", { callbacksDoubled: 1 });
    await send(stage);
    const twice = ["sent", "sent", "delivered", "delivered"];
    await vi.waitFor(() => expect(statuses(stage)).toEqual(twice));
  });

  test("reversed", async () => {
    const stage = await play();
    await stage.call("POST", "/faults", { callbacksReversed: 1 });
    await send(stage);
    await vi.waitFor(() => expect(statuses(stage)).toEqual(["delivered", "sent"]));
  });

  test("dropped, for one text and not for the next", async () => {
    const stage = await play();
    await stage.call("POST", "/faults", { callbacksDropped: 1 });
    await send(stage, { body: "first" });
    const { sid } = await send(stage, { body: "second" });
    await vi.waitFor(() => expect(statuses(stage)).toEqual(["sent", "delivered"]));
    expect(stage.received.every(({ parameters }) => parameters.MessageSid === sid)).toBe(true);
    const [first] = await texts(stage);
    expect(first?.callbacks.map(({ outcome }) => outcome)).toEqual(["dropped", "dropped"]);
  });

  test("and no fault is used up by a text that asks for no callbacks", async () => {
    const stage = await play();
    await stage.call("POST", "/faults", { callbacksDropped: 1 });
    await stage.client.messages.create({ to: person, from: ours, body: "quiet" });
    await send(stage);
    await vi.waitFor(async () => expect((await texts(stage))[1]?.callbacks).toHaveLength(2));
    expect(stage.received).toEqual([]);
  });

  test("held until they are flushed, even reversed", async () => {
    const stage = await play();
    await stage.call("POST", "/faults", { callbacksHeld: 1, callbacksReversed: 1 });
    await send(stage);
    await vi.waitFor(async () => expect((await texts(stage))[0]?.callbacks).toHaveLength(2));
    expect(stage.received).toEqual([]);
    expect((await stage.call("POST", "/callbacks/flush")).json).toEqual({ flushed: 2 });
    expect(statuses(stage)).toEqual(["delivered", "sent"]);
    expect((await stage.call("POST", "/callbacks/flush")).json).toEqual({ flushed: 0 });
  });
});
