import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { learnFate } from "../../../supabase/functions/sms-sender/learn-fate.ts";
import { ours, person } from "../carrier/play.ts";
import { inDoubt, NOWHERE, stage } from "./a-text-out.ts";

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  vi.spyOn(console, "warn").mockImplementation(() => {});
  vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test.each([
  [5, 10],
  [15, 30],
  [45, 30],
  [74.5, 1],
])("absent after %d seconds proves nothing yet: looked for again in %d", async (age, wait) => {
  // The look itself takes its time, which counts: here it takes none.
  vi.spyOn(performance, "now").mockReturnValue(0);
  const { textOut, settled } = await stage();
  const part = inDoubt(age);
  expect(await learnFate(textOut([part]), part)).toEqual({ kind: "wait", seconds: wait });
  expect(settled()).toEqual([{ part_id: part.id, kind: "unknown" }]);
});

test("absent a minute after its POST must have ended: it may be begun once more", async () => {
  const { textOut, settled } = await stage();
  const part = inDoubt(75);
  expect(await learnFate(textOut([part]), part)).toEqual({ kind: "absent" });
  expect(settled()).toEqual([{ part_id: part.id, kind: "absent", deadline_seconds: 15 }]);
});

test("how long a POST may go on is an operator's to say", async () => {
  vi.stubEnv("SEND_SECONDS_MAX", "3");
  const { textOut, settled } = await stage();
  const part = inDoubt(63);
  expect(await learnFate(textOut([part]), part)).toEqual({ kind: "absent" });
  expect(settled()).toEqual([{ part_id: part.id, kind: "absent", deadline_seconds: 3 }]);
});

test.each([
  ["abandoned", { kind: "abandoned" }],
  ["unknown", { kind: "wait", seconds: 5 }],
])("the last word is the database's: %s", async (decided, fate) => {
  const { textOut } = await stage({
    settle_send: () => ({ body: { held: true, known: false, decided } }),
  });
  const part = inDoubt(80);
  expect(await learnFate(textOut([part]), part)).toEqual(fate);
});

test("a callback that came while the list was asked is believed", async () => {
  const { textOut } = await stage({ settle_send: () => ({ body: { held: true, known: true } }) });
  const part = inDoubt(80);
  expect(await learnFate(textOut([part]), part)).toEqual({ kind: "known" });
});

test("a list that cannot be read at the last look gives the text up", async () => {
  const { textOut, settled } = await stage();
  vi.stubEnv("TWILIO_API_URL", NOWHERE);
  const part = inDoubt(80);
  expect(await learnFate(textOut([part]), part)).toEqual({ kind: "abandoned" });
  expect(settled()).toEqual([{ part_id: part.id, kind: "abandoned" }]);
});

test("what the list has is ours, unless another part has it: then it is given up in the end", async () => {
  const { textOut, settled, client } = await stage();
  const listed = await client.messages.create({ to: person, from: ours, body: "hello" });
  const part = inDoubt(80);
  expect(await learnFate(textOut([part]), part)).toEqual({ kind: "abandoned" });
  expect(settled()).toEqual([
    { part_id: part.id, kind: "found", sids: [listed.sid] },
    { part_id: part.id, kind: "abandoned" },
  ]);
});
