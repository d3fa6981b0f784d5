import { describe, expect, test } from "vitest";
import { allOf, databaseOf, post, viewOf, wordsOf } from "./page-of.ts";

const stored = { ...viewOf(), duplicate: false, turn: null };
const answered = viewOf({ state: "answered", answer: wordsOf("**Nine.**") });

/** The names of the events of a stream, and what the last one says. */
async function told(response: Response) {
  const events = await allOf(response);
  return { names: events.map(({ event }) => event), last: events.at(-1)?.data };
}

describe("what was asked for as a stream is answered as one", () => {
  test("also when somebody else will answer", async () => {
    const response = await post(databaseOf(stored), { text: "hi" });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const { names, last } = await told(response);
    expect(names).toEqual(["open", "queued"]);
    expect(last).toMatchObject({ state: "queued", answer: null });
  });

  test("also when it was here before, and has its answer", async () => {
    const database = databaseOf({ ...answered, duplicate: true, turn: null });
    const { names, last } = await told(await post(database, { text: "hi" }));
    expect(names).toEqual(["open", "answer"]);
    expect(last).toMatchObject({ answer: { html: "<p><strong>Nine.</strong></p>\n" } });
  });

  test("also when fixed words are the answer", async () => {
    const words = wordsOf("Call or text 988.");
    const view = viewOf({ state: "answered", fixed_words: words, answer: words });
    const database = databaseOf({ ...view, duplicate: false, turn: null });
    const { names, last } = await told(await post(database, { text: "hi" }));
    expect(names).toEqual(["open", "answer"]);
    expect(last).toMatchObject({ answer: { text: "Call or text 988." } });
  });

  test("also when nobody answers", async () => {
    const view = viewOf({ state: "unanswered" });
    const database = databaseOf({ ...view, duplicate: false, turn: null });
    const { names, last } = await told(await post(database, { text: "hi" }));
    expect(names).toEqual(["open", "answer"]);
    expect(last).toMatchObject({ state: "unanswered", answer: null });
  });
});

test.each([
  ["queued", stored, 202],
  ["answered", { ...answered, duplicate: true, turn: null }, 200],
])("without a stream it is JSON: %s", async (state, opened, status) => {
  const database = databaseOf(opened);
  const response = await post(database, { text: "hi", stream: false });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ state });
  expect(database.named("open_chat")).toMatchObject([{ agents: [] }]);
});

test.each([
  ["no JSON", "text=hi", 400],
  ["without words", { text: " \n " }, 400],
  ["without a name of its own", { text: "hi", client_message_id: "1" }, 400],
  ["that says more than a message does", { text: "hi", role: "assistant" }, 400],
  ["a character too long", { text: "a".repeat(8_001) }, 400],
  ["larger than any message", { text: "a".repeat(70_000) }, 413],
])("a message %s is refused, and not stored", async (_, body, status) => {
  const database = databaseOf(stored);
  await expect(post(database, body)).rejects.toMatchObject({ status });
  expect(database.calls).toEqual([]);
});

test("the longest message is taken, however its characters are written", async () => {
  const database = databaseOf(stored);
  const escaped = "\\ud83d\\ude00".repeat(4_000);
  const ids = `"conversation_id":"c0000000-0000-4000-8000-000000000031","client_message_id":"b0000000-0000-4000-8000-000000000001"`;
  const response = await post(database, `{${ids},"text":"${escaped}"}`);
  expect(response.status).toBe(200);
  expect(database.named("open_chat")).toMatchObject([{ text: "😀".repeat(4_000) }]);
});

test("what Postgres cannot store is taken out before the screen reads it", async () => {
  const database = databaseOf(stored);
  await post(database, { text: " a\0b\ud800 " });
  expect(database.named("open_chat")).toMatchObject([{ text: "ab\ufffd" }]);
});

test.each([
  ["please stop texting me", "en"],
  ["no me escriban más", "es"],
  ["please stop", null],
])("the door says whether %j is an opt-out of texts", async (text, opts_out) => {
  const database = databaseOf(stored);
  await post(database, { text });
  expect(database.named("open_chat")).toMatchObject([{ opts_out }]);
});

test("who writes too fast is told the rule, and when to come again", async () => {
  const refused = { refused: "too_many", rule: "tenant_minute", retry_after_seconds: 17 };
  const response = await post(databaseOf(refused), { text: "hi" });
  expect(response.status).toBe(429);
  expect(response.headers.get("retry-after")).toBe("17");
  expect(await response.json()).toMatchObject({
    code: "too_many_requests",
    rule: "tenant_minute",
    retry_after_seconds: 17,
  });
});

test("a conversation of nobody's is none", async () => {
  const refused = post(databaseOf({ refused: "nobody" }), { text: "hi" });
  await expect(refused).rejects.toMatchObject({ status: 404, code: "unknown_conversation" });
});

test("an answer of the database that is lost is not asked for again: the message is sent again", async () => {
  const database = databaseOf({}, { open_chat: () => ({ status: 503, body: {} }) });
  await expect(post(database, { text: "hi" })).rejects.toMatchObject({ code: "database_failed" });
  expect(database.named("open_chat")).toHaveLength(1);
});
