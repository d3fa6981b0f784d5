import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sendText } from "../../../supabase/functions/sms-sender/send-text.ts";
import { person } from "../carrier/play.ts";
import { inDoubt, stage } from "./a-text-out.ts";

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  vi.spyOn(console, "warn").mockImplementation(() => {});
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test("what the carrier never had leaves in the same turn", async () => {
  const { textOut, call } = await stage();
  const end = await sendText(textOut([inDoubt(80)]));
  expect(end).toMatchObject({ kind: "through", settled: { kind: "accepted" } });
  expect((await call("GET", "/texts")).json).toMatchObject({
    texts: [{ to: person, body: "hello" }],
  });
});

test("a part leaves in plain characters, for as long as Postgres says, and its news names it", async () => {
  const part_id = crypto.randomUUID();
  const { textOut, call } = await stage({
    begin_send: () => ({ body: { ok: true, part_id, validity_seconds: 754 } }),
  });
  const out = textOut();
  out.text.message.content = "“Berth 7” – it’s free…";
  await sendText(out);
  expect((await call("GET", "/texts")).json).toMatchObject({
    texts: [
      {
        body: `"Berth 7" - it's free...`,
        encoding: "GSM-7",
        validityPeriodSeconds: 754,
        statusCallback: `http://functions.test/twilio-status?part=${part_id}`,
      },
    ],
  });
});

test.each([
  ["+442079460018", { country: "GB", premium: false }],
  ["+19002345678", { country: "US", premium: true }],
])("Postgres is told where %s lies before its part begins", async (to, where) => {
  const { textOut, database } = await stage({
    begin_send: () => ({ body: { ok: false, reason: "country_not_allowed" } }),
  });
  await sendText(textOut([], to));
  expect(database.named("begin_send")).toMatchObject([{ part: where }]);
});

test.each([
  ["paused", 300],
  ["pace", 0.75],
  ["cooling_down", 42],
])("%s: the text waits as long as Postgres says", async (reason, wait_seconds) => {
  const { textOut } = await stage({
    begin_send: () => ({ body: { ok: false, reason, wait_seconds } }),
  });
  expect(await sendText(textOut())).toEqual({ kind: "wait", seconds: wait_seconds, reason });
});

test("a pause of no known length is looked at again in a minute", async () => {
  const { textOut } = await stage({
    begin_send: () => ({ body: { ok: false, reason: "paused", wait_seconds: null } }),
  });
  expect(await sendText(textOut())).toEqual({ kind: "wait", seconds: 60, reason: "paused" });
});

test.each([
  ["later", { kind: "wait", seconds: 5, reason: "put_off" }],
  ["unknown", { kind: "wait", seconds: 5, reason: "unknown_refusal" }],
  [undefined, { kind: "through", settled: null }],
])("a refusal that Postgres takes as %s", async (decided, end) => {
  const { textOut, settled } = await stage({
    settle_send: () => ({ body: { held: true, known: false, decided } }),
  });
  expect(await sendText(textOut([], "+15005550009"))).toEqual(end);
  expect(settled()).toMatchObject([{ kind: "rejected", error_code: 21614 }]);
});

test("a part that took too long to begin is taken back, and not posted", async () => {
  vi.stubEnv("SEND_SECONDS_MAX", "2");
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const { textOut, settled, call } = await stage({
    begin_send: () => {
      now += 1_500;
      return { body: { ok: true, part_id: crypto.randomUUID(), validity_seconds: 3_600 } };
    },
  });
  expect(await sendText(textOut())).toEqual({ kind: "wait", seconds: 1, reason: "begun_too_late" });
  expect(settled()).toMatchObject([{ kind: "later" }]);
  expect((await call("GET", "/posts")).json).toEqual({ posts: [] });
});
