import { createServer, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import {
  findText,
  type PartToSend,
  sendPart,
} from "../../../supabase/functions/_shared/twilio/client.ts";
import { accountSid, authToken, open, ours, person, play } from "../carrier/play.ts";

const part: PartToSend = {
  credentials: { accountSid, authToken },
  to: person,
  from: ours,
  messagingServiceSid: null,
  body: "hello",
  statusCallback: "http://127.0.0.1:9/twilio-status?part=1",
  validityPeriodSeconds: 3_600,
  deadlineMs: 2_000,
};

afterEach(() => {
  vi.unstubAllEnvs();
});

/** The carrier in Twilio's place. */
async function stage(change: Parameters<typeof play>[0] = {}) {
  const running = await play(change);
  vi.stubEnv("TWILIO_API_URL", running.carrier.url);
  return running;
}

/** A server in Twilio's place that reads a request and then does this to the connection. */
async function rawServer(answer: (socket: Socket) => void): Promise<void> {
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", () => answer(socket));
  });
  onTestFinished(() => void server.close());
  vi.stubEnv("TWILIO_API_URL", await open(server));
}

function http(status: string, body: string, headers = ""): string {
  return `HTTP/1.1 ${status}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`;
}

describe("a part is accepted", () => {
  test("with its SID, status and segments, and arrives as it was given", async () => {
    const { call } = await stage({ statusStepMs: 60_000 });
    const body = "Zoë 👩‍🚀 & co = 100%\n+1";
    expect(await sendPart({ ...part, body })).toEqual({
      kind: "accepted",
      sid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
      status: "queued",
      segments: 1,
    });
    expect((await call("GET", "/texts")).json).toMatchObject({
      texts: [
        {
          to: person,
          from: ours,
          body,
          statusCallback: part.statusCallback,
          validityPeriodSeconds: 3_600,
        },
      ],
    });
  });

  test("through a messaging service, whose segments are not known yet", async () => {
    const messagingServiceSid = `MG${"0".repeat(32)}`;
    await stage({ messagingServices: [{ sid: messagingServiceSid, number: ours }] });
    const sent = await sendPart({ ...part, messagingServiceSid });
    expect(sent).toMatchObject({ kind: "accepted", status: "accepted", segments: null });
  });
});

describe("a part is rejected", () => {
  test.each([
    ["an unsubscribed receiver", { to: "+15005550004" }, 21610, 400],
    ["a number that is none", { to: "+15005550001" }, 21211, 400],
    ["a sender that is not ours", { from: "+14155550199" }, 21659, 400],
  ])("with Twilio's code, for %s", async (_, change, code, httpStatus) => {
    await stage();
    expect(await sendPart({ ...part, ...change })).toEqual({ kind: "rejected", code, httpStatus });
  });
  test("a wrong token is put off: Twilio did not process the text, and will once it is right", async () => {
    await stage();
    const sent = await sendPart({ ...part, credentials: { accountSid, authToken: "wrong" } });
    expect(sent).toMatchObject({ kind: "later", reason: "not_configured", code: 20003 });
  });

  test("with the code of an error in the newer shape (RFC 9457)", async () => {
    const problem = {
      type: "https://www.twilio.com/docs/api/errors/21610",
      title: "Unsubscribed recipient",
      status: 400,
      code: 21610,
    };
    await rawServer((socket) => socket.end(http("400 Bad Request", JSON.stringify(problem))));
    const sent = await sendPart(part);
    expect(sent).toEqual({ kind: "rejected", code: 21610, httpStatus: 400 });
  });
});

describe("a part is offered again later", () => {
  test.each([
    [{}, 1],
    [{ retryAfterSeconds: 7 }, 7],
    [{ retryAfterSeconds: 0 }, 1],
    [{ retryAfterSeconds: 3_600 }, 60],
  ])("after Twilio's 429 with %j, in %d s", async (plan, retryAfterSeconds) => {
    const { call } = await stage();
    await call("POST", "/faults", { http429: 1, ...plan });
    const code = 20429;
    expect(await sendPart(part)).toEqual({
      kind: "later",
      reason: "rate_limited",
      retryAfterSeconds,
      code,
    });
    expect(await sendPart(part)).toMatchObject({ kind: "accepted" });
  });

  test("after a 429 that says nothing", async () => {
    await rawServer((socket) => socket.end(http("429 Too Many Requests", "slow down")));
    const sent = await sendPart(part);
    expect(sent).toMatchObject({ kind: "later", reason: "rate_limited", code: null });
  });

  test("when the connection is refused: nothing was sent", async () => {
    const { call } = await stage();
    await call("POST", "/faults", { refuseForMs: 200 });
    expect(await sendPart(part)).toMatchObject({ kind: "later", reason: "unreachable" });
    const accepted = async () => expect(await sendPart(part)).toMatchObject({ kind: "accepted" });
    await vi.waitFor(accepted, 5_000);
    expect((await call("GET", "/texts")).json).toMatchObject({ texts: [{ body: "hello" }] });
  });

  test("when the host has no address", async () => {
    vi.stubEnv("TWILIO_API_URL", "http://twilio.invalid");
    const sent = await sendPart({ ...part, deadlineMs: 10_000 });
    expect(sent).toMatchObject({ kind: "later", reason: "unreachable" });
  });

  test.each([
    ["no token", { credentials: { accountSid, authToken: "" } }, undefined],
    ["no account", { credentials: { accountSid: "", authToken } }, undefined],
    ["an API URL that is none", {}, "api.twilio.com"],
  ])("when there is %s to send with", async (_, change, url) => {
    vi.stubEnv("TWILIO_API_URL", url);
    const sent = await sendPart({ ...part, ...change });
    expect(sent).toMatchObject({ kind: "later", reason: "not_configured" });
  });
});

describe("nothing is known of a part", () => {
  test.each([
    ["http500", "http_500"],
    ["http500Accepted", "http_500"],
    ["reset", "network"],
    ["resetAccepted", "network"],
    ["garbled201", "unreadable"],
  ])("after the carrier's %s", async (fault, cause) => {
    const { call } = await stage();
    await call("POST", "/faults", { [fault]: 1 });
    expect(await sendPart(part)).toEqual({ kind: "unknown", cause });
  });

  test("when Twilio accepts it and does not answer by the deadline", async () => {
    const { call } = await stage();
    await call("POST", "/faults", { timeoutAccepted: 1 });
    const started = performance.now();
    expect(await sendPart({ ...part, deadlineMs: 200 })).toEqual({
      kind: "unknown",
      cause: "timeout",
    });
    expect(performance.now() - started).toBeLessThan(1_500);
    expect((await call("GET", "/texts")).json).toMatchObject({ texts: [{ body: "hello" }] });
  });

  test.each([
    ["a body that stalls", http("201 Created", '{"sid":"SM').replace(": 10", ": 99"), "timeout"],
    ["a success without a SID", http("201 Created", '{"status":"queued"}'), "unreadable"],
    [
      "a success with a SID of no shape",
      http("201 Created", '{"sid":1,"status":"queued"}'),
      "unreadable",
    ],
    ["a success that is null", http("201 Created", "null"), "unreadable"],
    ["an empty success", http("200 OK", ""), "unreadable"],
    ["a page from something in between", http("403 Forbidden", "<html>"), "http_403"],
    ["an error without Twilio's code", http("400 Bad Request", '{"message":"no"}'), "http_400"],
    ["a redirect, which is not followed", http("307 Moved", "", "location: /x\r\n"), "http_307"],
    ["a gateway's error", http("502 Bad Gateway", '{"code":20500,"status":502}'), "http_502"],
    ["an answer that is not HTTP", "hello\r\n\r\n", "network"],
  ])("after %s", async (_, answer, cause) => {
    await rawServer((socket) => socket.write(answer));
    expect(await sendPart({ ...part, deadlineMs: 300 })).toEqual({ kind: "unknown", cause });
  });

  test("when the connection ends in the middle of the answer", async () => {
    await rawServer((socket) =>
      socket.end(http("201 Created", '{"sid":"SM').replace(": 10", ": 99")),
    );
    expect(await sendPart(part)).toEqual({ kind: "unknown", cause: "network" });
  });
});

test("a part is posted once, whatever comes of it", async () => {
  let requests = 0;
  await rawServer((socket) => {
    requests += 1;
    socket.resetAndDestroy();
  });
  await sendPart(part);
  expect(requests).toBe(1);
});

test("no result holds a number, a body or a token", async () => {
  const { call } = await stage();
  const results = [await sendPart({ ...part, to: "+15005550001" })];
  for (const fault of ["http429", "http500", "reset", "garbled201"]) {
    await call("POST", "/faults", { [fault]: 1 });
    results.push(await sendPart(part));
  }
  const said = JSON.stringify(results);
  for (const secret of [person, "15005550001", ours, "hello", authToken]) {
    expect(said).not.toContain(secret);
  }
});

describe("a text whose answer was lost is looked up", () => {
  const credentials = part.credentials;
  const wanted = { credentials, to: person, from: ours, body: "hello", deadlineMs: 2_000 };
  let sentAfter: Date;
  beforeEach(() => {
    sentAfter = new Date();
  });

  test("and found, once, with its SID", async () => {
    const { call } = await stage();
    await call("POST", "/faults", { garbled201: 1 });
    expect(await sendPart(part)).toMatchObject({ kind: "unknown" });
    const found = await findText({ ...wanted, sentAfter });
    const { json } = await call("GET", "/texts");
    const sid = JSON.parse(JSON.stringify(json)).texts[0].messageSid;
    expect(found).toMatchObject({
      kind: "found",
      messages: [{ sid, createdAt: expect.any(Date) }],
    });
  });

  test("and found while it still waits in the carrier's queue", async () => {
    await stage({ statusStepMs: 60_000 });
    await sendPart(part);
    const found = await findText({ ...wanted, sentAfter });
    expect(found).toMatchObject({ kind: "found", messages: [{ status: "queued" }] });
  });

  test("and found with its error", async () => {
    await stage();
    const to = "+15005550010";
    await sendPart({ ...part, to });
    await vi.waitFor(async () => {
      const found = await findText({ ...wanted, to, sentAfter });
      expect(found).toMatchObject({ messages: [{ status: "undelivered", errorCode: 30003 }] });
    });
  });

  test("and found from whatever number a messaging service chose", async () => {
    const messagingServiceSid = `MG${"0".repeat(32)}`;
    await stage({ messagingServices: [{ sid: messagingServiceSid, number: ours }] });
    await sendPart({ ...part, messagingServiceSid });
    const found = await findText({ ...wanted, from: null, sentAfter });
    expect(found).toMatchObject({ kind: "found" });
  });

  test("and absent when only others went out, or it went out before", async () => {
    const { call } = await stage();
    await sendPart({ ...part, body: "another" });
    await sendPart({ ...part, to: "+14155550124" });
    await call("POST", "/inbound", { from: ours, to: ours, body: "hello" });
    expect(await findText({ ...wanted, sentAfter })).toEqual({ kind: "absent" });
    await sendPart(part);
    const later = new Date(Date.now() + 60_000);
    expect(await findText({ ...wanted, sentAfter: later })).toEqual({ kind: "absent" });
  });

  test("and every equal one is given, newest first, for the caller to tell apart", async () => {
    await stage();
    const first = await sendPart(part);
    const second = await sendPart(part);
    const found = await findText({ ...wanted, sentAfter });
    const sids = found.kind === "found" ? found.messages.map(({ sid }) => sid) : [];
    expect([first, second]).toMatchObject([{ sid: sids[1] }, { sid: sids[0] }]);
  });

  test("and not called absent when too many went out to look through", async () => {
    const { client } = await stage({ statusStepMs: 60_000 });
    for (let sent = 0; sent < 200; sent++) {
      await client.messages.create({ to: person, from: ours, body: `other ${sent}` });
    }
    const found = await findText({ ...wanted, sentAfter, deadlineMs: 10_000 });
    expect(found).toEqual({ kind: "unavailable", cause: "too_many" });
  });

  test.each([
    ["does not answer", () => {}, "timeout"],
    ["answers an error", (socket: Socket) => socket.end(http("500 Error", "")), "http_500"],
    [
      "refuses the token",
      (socket: Socket) => socket.end(http("401 No", '{"code":20003}')),
      "http_401",
    ],
    [
      "answers something else",
      (socket: Socket) => socket.end(http("200 OK", "<html>")),
      "unreadable",
    ],
    [
      "answers a list of something else",
      (socket: Socket) => socket.end(http("200 OK", '{"messages":[{}]}')),
      "unreadable",
    ],
  ])("and nothing is settled when Twilio %s", async (_, answer, cause) => {
    await rawServer(answer);
    const found = await findText({ ...wanted, sentAfter, deadlineMs: 300 });
    expect(found).toEqual({ kind: "unavailable", cause });
  });
});
