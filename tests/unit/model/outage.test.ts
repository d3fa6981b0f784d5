import { afterEach, expect, test, vi } from "vitest";
import { startOfflineModel } from "../../../local/model/server.ts";
import { callModel, type ModelRequest } from "../../../supabase/functions/_shared/model.ts";
import { onTheOfflineModel } from "../agents/on-the-offline-model.ts";

const REQUEST: ModelRequest = {
  model: "claude-haiku-5-5",
  maxTokens: 1024,
  prompt: { text: "You play no role.", version: "default", hash: "abc" },
  changing: "",
  messages: [{ role: "user", content: "hi" }],
  tools: [],
  deadlineMs: 4_000,
  userRef: "someone",
};

const model = onTheOfflineModel();

afterEach(() => model().clearFaults());

test("the SDK works against the offline model, which counts tokens of every kind", async () => {
  const first = await callModel(REQUEST);
  const second = await callModel(REQUEST);

  expect(first).toMatchObject({ outcome: "ok", text: expect.stringContaining("offline model") });
  expect(first.record.request_id).toMatch(/^req_/);
  expect(first.record.cache_write_tokens).toBeGreaterThan(0);
  expect(second.record.cache_read_tokens).toBeGreaterThan(0);
  expect(second.record.input_tokens).toBeGreaterThan(0);
  expect(second.record.output_tokens).toBeGreaterThan(0);
});

test("a body that stalls after the headers ends at the deadline", async () => {
  model().addFault({ kind: "stall" });
  const answer = await callModel({ ...REQUEST, deadlineMs: 200 });

  expect(answer).toMatchObject({ outcome: "timeout", record: { attempts: 1 } });
  expect(answer.record.latency_ms).toBeGreaterThanOrEqual(190);
  expect(answer.record.latency_ms).toBeLessThan(2_000);
});

test("a connection that breaks in the body is not paid for twice", async () => {
  model().addFault({ kind: "disconnect", count: 2 });
  const answer = await callModel({ ...REQUEST, deadlineMs: 20_000 });
  expect(answer).toMatchObject({ outcome: "network", record: { attempts: 1 } });
});

test("a server that is not there is a network failure, with its code", async () => {
  const gone = await startOfflineModel({ port: 0 });
  await gone.close();
  vi.stubEnv("ANTHROPIC_BASE_URL", gone.url);
  const answer = await callModel(REQUEST);
  vi.stubEnv("ANTHROPIC_BASE_URL", model().url);

  expect(answer).toMatchObject({
    outcome: "network",
    record: { error: "no connection: ECONNREFUSED" },
  });
});

test("a late answer within the deadline is an answer", async () => {
  model().addFault({ kind: "delay", delay_ms: 100 });
  expect(await callModel(REQUEST)).toMatchObject({ outcome: "ok" });
});
