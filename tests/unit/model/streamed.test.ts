import { expect, test, vi } from "vitest";
import { callModel, type ModelRequest } from "../../../supabase/functions/_shared/model.ts";
import { onTheOfflineModel } from "../agents/on-the-offline-model.ts";

const model = onTheOfflineModel();

const WORDS = "I am the offline model: I play set roles, and this prompt names none of them.";

const REQUEST: ModelRequest = {
  model: "claude-haiku-5-5",
  maxTokens: 1024,
  prompt: { text: "Role: nobody", version: "default", hash: "abc" },
  changing: "",
  messages: [{ role: "user", content: "hi" }],
  tools: [],
  deadlineMs: 20_000,
  userRef: "somebody",
};

function ask(more: Partial<ModelRequest> = {}) {
  const heard: string[] = [];
  const stop = new AbortController();
  const listener = { stop: stop.signal, onText: (text: string) => void heard.push(text) };
  return { answer: callModel({ ...REQUEST, listener, ...more }), heard, stop };
}

test("a streamed answer is heard in pieces, and is the one that comes without", async () => {
  const { answer, heard } = ask();
  const whole = await callModel(REQUEST);

  expect(await answer).toMatchObject({ outcome: "ok", text: WORDS });
  expect(heard.length).toBeGreaterThan(2);
  expect(heard.join("")).toBe(WORDS);
  const {
    latency_ms: _,
    request_id,
    cache_read_tokens,
    cache_write_tokens,
    ...counted
  } = (await answer).record;
  expect(request_id).toMatch(/^req_/);
  expect((cache_read_tokens ?? 0) + (cache_write_tokens ?? 0)).toBeGreaterThan(0);
  expect(whole.record).toMatchObject(counted);
});

test("stopped, it keeps what has come, and counts it itself", async () => {
  model().addFault({ kind: "delay", delay_ms: 40 });
  const { answer, heard, stop } = ask();
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0));
  stop.abort();

  const { outcome, record } = await answer;
  expect(outcome).toBe("ok");
  expect(await answer).toMatchObject({ text: heard.join("") });
  expect(heard.join("").length).toBeLessThan(WORDS.length);
  expect(record).toMatchObject({
    stop_reason: "stopped",
    input_tokens: expect.any(Number),
    output_tokens: Math.ceil(heard.join("").length / 4),
  });
});

test.each([
  ["disconnect", "network", false],
  ["stall", "timeout", false],
  ["overloaded", "provider", true],
] as const)("%s is %s, and is not heard twice", async (kind, outcome, unpaid) => {
  model().addFault({ kind, count: 2 });
  const { answer, heard } = ask({ deadlineMs: 1_000 });

  expect(await answer).toMatchObject({ outcome, record: { unpaid, attempts: 1 } });
  expect(WORDS.startsWith(heard.join(""))).toBe(true);
  model().clearFaults();
});

test("what the provider says in the middle of an answer is its failure, and was not free", async () => {
  const events = [
    'event: message_start\ndata: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":1}}}\n\n',
    'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"busy"}}\n\n',
  ];
  const fetch = async () =>
    new Response(events.join(""), { headers: { "content-type": "text/event-stream" } });

  expect(await ask({ fetch }).answer).toMatchObject({
    outcome: "provider",
    record: { unpaid: false, attempts: 1, error: "overloaded_error within the answer" },
  });
});

test("an answer that ends before its end has broken off, and was not free", async () => {
  const events =
    'event: message_start\ndata: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":1}}}\n\n';
  const fetch = async () =>
    new Response(events, { headers: { "content-type": "text/event-stream" } });

  expect(await ask({ fetch }).answer).toMatchObject({
    outcome: "network",
    record: { unpaid: false, attempts: 1 },
  });
});

test("stopped before it began, it is an answer without words", async () => {
  model().addFault({ kind: "stall" });
  const stop = new AbortController();
  stop.abort();
  const listener = { stop: stop.signal, onText: () => {} };

  expect(await callModel({ ...REQUEST, listener })).toMatchObject({
    outcome: "ok",
    text: "",
    record: { stop_reason: "stopped", output_tokens: null },
  });
  model().clearFaults();
});
