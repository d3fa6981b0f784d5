import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { callModel, type ModelRequest } from "../../../supabase/functions/_shared/model.ts";
import { bouncer } from "../../../supabase/functions/bouncer/tools.ts";
import { error, guardedFetch, message, type Scripted, says, uses } from "./guarded-fetch.ts";

const REQUEST: ModelRequest = {
  model: "claude-haiku-5-5",
  maxTokens: 1024,
  prompt: { text: "Role: nobody", version: "2026-11-short", hash: "abc" },
  changing: "It is Saturday.",
  messages: [{ role: "user", content: "my secret words" }],
  tools: [],
  deadlineMs: 20_000,
  userRef: "00000000-0000-4000-8000-000000000001",
};

beforeEach(() => {
  vi.stubEnv("ANTHROPIC_API_KEY", "test");
  vi.stubEnv("ANTHROPIC_BASE_URL", "http://model.test");
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** What `fetch` throws under Node, by the code of the system. */
function broken(code: string, more: Record<string, unknown> = {}): TypeError {
  return new TypeError("fetch failed", {
    cause: Object.assign(new Error("my secret words"), { code, ...more }),
  });
}

const refused = () => broken("ECONNREFUSED", { syscall: "connect" });

function call(request: Partial<ModelRequest>, ...script: Scripted[]) {
  return callModel({ ...REQUEST, fetch: guardedFetch(...script).fetch, ...request });
}

test("an answer comes with everything that its log row needs", async () => {
  const answer = await call({}, says("Hello"));

  expect(answer).toMatchObject({ outcome: "ok", text: "Hello" });
  expect(answer.record).toEqual({
    outcome: "ok",
    model: "claude-haiku-5-5",
    input_tokens: 11,
    output_tokens: 22,
    thinking_tokens: 9,
    cache_read_tokens: 33,
    cache_write_tokens: 44,
    cache_write_1h_tokens: 4,
    web_searches: null,
    unpaid: false,
    attempts: 1,
    latency_ms: expect.any(Number),
    request_id: "req_ok",
    stop_reason: "end_turn",
    prompt_hash: "abc",
    prompt_version: "2026-11-short",
    error: null,
  });
});

test("the stable part of the prompt comes first and is cached, and nothing is sampled", async () => {
  const api = guardedFetch(says("Hello"));
  await callModel({ ...REQUEST, tools: bouncer.tools, fetch: api.fetch });

  expect(api.requests).toEqual([
    {
      model: "claude-haiku-5-5",
      max_tokens: 1024,
      system: [
        { type: "text", text: "Role: nobody", cache_control: { type: "ephemeral" } },
        { type: "text", text: "It is Saturday." },
      ],
      messages: REQUEST.messages,
      metadata: { user_id: REQUEST.userRef },
      tools: bouncer.tools,
    },
  ]);
});

test("a last call keeps the tools in view and allows none", async () => {
  const api = guardedFetch(says("Hello"));
  await callModel({ ...REQUEST, tools: bouncer.tools, textOnly: true, fetch: api.fetch });

  expect(api.requests[0]).toMatchObject({ tools: bouncer.tools, tool_choice: { type: "none" } });
});

test("an output shape goes out as a JSON schema without the keywords that the API refuses", async () => {
  const api = guardedFetch(says("{}"));
  const output = z.strictObject({ lines: z.array(z.string().max(9)).max(3) });
  await callModel({ ...REQUEST, output, fetch: api.fetch });

  expect(api.requests[0]?.output_config?.format?.schema).toMatchObject({
    type: "object",
    required: ["lines"],
    additionalProperties: false,
  });
});

test("thinking comes back unread and unchanged", async () => {
  const thinking = { type: "thinking", thinking: "hm", signature: "s" };
  const content = [thinking, { type: "text", text: "Hello " }, { type: "text", text: "you" }];
  const answer = await call({}, message(content));

  expect(answer).toMatchObject({ outcome: "ok", content, text: "Hello you" });
});

test("tool uses are an answer", async () => {
  const answer = await call({}, uses({ name: "profile", input: {} }));
  expect(answer).toMatchObject({ outcome: "ok", text: "", record: { stop_reason: "tool_use" } });
});

test.for<[string, string]>([
  ["refusal", "refusal"],
  ["max_tokens", "truncated"],
  ["model_context_window_exceeded", "truncated"],
  ["pause_turn", "schema"],
])("stop reason %s is outcome %s, and its tokens count", async ([stop_reason, outcome]) => {
  const answer = await call({}, says("", { stop_reason }));
  expect(answer).toMatchObject({ outcome, record: { outcome, stop_reason, output_tokens: 22 } });
});

test.for<[number, string, string, number]>([
  [400, "invalid_request_error", "config", 1],
  [401, "authentication_error", "config", 1],
  [402, "billing_error", "config", 1],
  [403, "permission_error", "config", 1],
  [404, "not_found_error", "config", 1],
  [408, "timeout_error", "provider", 1],
  [409, "conflict_error", "provider", 1],
  [413, "request_too_large", "config", 1],
  [429, "rate_limit_error", "rate_limit", 1],
  [500, "api_error", "provider", 2],
  [529, "overloaded_error", "provider", 2],
])("HTTP %i %s is outcome %s after %i attempts", async ([status, type, outcome, attempts]) => {
  const answer = await call({}, error(status, type, "no"), error(status, type, "no"));

  expect(answer).toMatchObject({
    outcome,
    record: { outcome, attempts, request_id: "req_failed", input_tokens: null },
  });
  expect(answer.record.error).toBe(`${status} ${type}`);
});

test("a server that recovers is asked a second time", async () => {
  const answer = await call({}, error(529, "overloaded_error", "no"), says("Hello"));
  expect(answer).toMatchObject({ outcome: "ok", record: { attempts: 2 } });
});

test.for<[string, TypeError]>([
  ["refused", refused()],
  ["of a host without an address", broken("ENOTFOUND", { syscall: "getaddrinfo" })],
  ["of a host whose address nobody tells", broken("EAI_AGAIN", { syscall: "getaddrinfo" })],
  ["to nowhere", broken("EHOSTUNREACH", { syscall: "connect" })],
  ["that took too long", broken("UND_ERR_CONNECT_TIMEOUT")],
  ["without TLS", broken("ERR_SSL_WRONG_VERSION_NUMBER")],
  ["to somebody else", broken("ERR_TLS_CERT_ALTNAME_INVALID")],
])("a connection %s is tried a second time", async ([, never]) => {
  const answer = await call({}, never, says("Hello"));
  expect(answer).toMatchObject({ outcome: "ok", record: { attempts: 2 } });
});

test.for<[string, TypeError, string]>([
  ["closed", broken("UND_ERR_SOCKET"), ": UND_ERR_SOCKET"],
  ["reset", broken("ECONNRESET", { syscall: "read" }), ": ECONNRESET"],
  ["lost without a word", new TypeError("fetch failed"), ""],
])(
  "a request whose connection is %s is not sent twice, nor said to be free",
  async ([, lost, code]) => {
    const answer = await call({}, lost, says("Hello"));
    expect(answer).toMatchObject({
      outcome: "network",
      record: { attempts: 1, unpaid: false, error: `the connection was lost${code}` },
    });
  },
);

test("there is no second attempt when the time that is left is short", async () => {
  const answer = await call({ deadlineMs: 4_000 }, error(529, "overloaded_error", "no"));
  expect(answer).toMatchObject({ outcome: "provider", record: { attempts: 1 } });
});

test("a server that says when to come back is not asked before", async () => {
  const busy = error(529, "overloaded_error", "no", { "retry-after": "9" });
  const answer = await call({}, busy);
  expect(answer).toMatchObject({
    outcome: "provider",
    retryAfterSeconds: 9,
    record: { attempts: 1 },
  });
});

test("how long to wait after a 429 is capped", async () => {
  const answer = await call({}, error(429, "rate_limit_error", "no", { "retry-after": "999999" }));
  expect(answer).toMatchObject({ outcome: "rate_limit", retryAfterSeconds: 300 });
});

test.for<[string, Response]>([
  ["another JSON", Response.json({ hello: "you" })],
  [
    "JSON that breaks off",
    new Response('{"id": 1', { headers: { "content-type": "application/json" } }),
  ],
  ["HTML", new Response("<p>hi</p>", { headers: { "content-type": "text/html" } })],
  ["nothing", new Response(null, { status: 204 })],
  ["a tool use without a name", Response.json(message([{ type: "tool_use", id: "t", input: {} }]))],
])("%s in place of an answer is outcome schema", async ([, response]) => {
  const answer = await call({}, response);
  expect(answer).toMatchObject({ outcome: "schema", record: { attempts: 1 } });
});

test("tokens that a server does not report are unknown, not none", async () => {
  const few = { input_tokens: 5, output_tokens: 6 };
  const some = await call({}, says("Hello", { usage: few }));
  const none = await call({}, says("Hello", { usage: undefined }));

  expect(some.record).toMatchObject({ input_tokens: 5, cache_read_tokens: null });
  expect(none.record).toMatchObject({ input_tokens: null, output_tokens: null });
});

test("a server that leaves out, or misshapes, what we can do without is understood", async () => {
  const usage = {
    input_tokens: 5,
    output_tokens: 6,
    output_tokens_details: null,
    cache_read_input_tokens: "none",
    cache_creation: { ephemeral_5m_input_tokens: 7 },
  };
  const answer = await call({}, says("Hello", { usage }));

  expect(answer.record).toMatchObject({
    input_tokens: 5,
    thinking_tokens: null,
    cache_read_tokens: null,
    cache_write_tokens: 7,
    cache_write_1h_tokens: null,
    web_searches: null,
  });
});

test.for<[string, boolean, Scripted[]]>([
  ["an error of the server", true, [error(500, "api_error", "no"), error(500, "api_error", "no")]],
  ["too many requests", true, [error(429, "rate_limit_error", "no")]],
  ["a wrong request", true, [error(400, "invalid_request_error", "no")]],
  ["a gateway's bad answer", false, [gateway(502), gateway(502)]],
  ["a gateway's lost patience", false, [gateway(504), gateway(504)]],
  ["no connection", true, [refused(), refused()]],
  ["a body that is no answer", false, [Response.json({ hello: "you" })]],
  ["a refusal", false, [says("", { stop_reason: "refusal" })]],
])("%s: unpaid is %s", async ([, unpaid, script]) => {
  expect((await call({}, ...script)).record.unpaid).toBe(unpaid);
});

/** Between the API and us, so without the API's own error. */
function gateway(status: number): Response {
  return new Response("<html>Bad gateway</html>", { status });
}

test("a deadline that passes while it is asked may have been paid for", async () => {
  const silent: typeof fetch = () => new Promise(() => undefined);
  const late = await callModel({ ...REQUEST, fetch: silent, deadlineMs: 50 });
  const never = await callModel({ ...REQUEST, fetch: silent, deadlineMs: 0 });
  expect([late.record.unpaid, never.record.unpaid]).toEqual([false, true]);
});

test("what was said is kept only when it is asked for, and redacted", async () => {
  const messages = [{ role: "user" as const, content: "I am ada@engines.example, 415-555-0123" }];
  const thinking = { type: "thinking", thinking: "her number is 415-555-0123", signature: "s" };
  const answered = message([thinking, { type: "text", text: "Thanks, 415-555-0123" }]);
  const kept = await call({ messages, logContent: true }, answered);
  const not = await call({ messages }, answered);

  expect(not.record).not.toHaveProperty("input");
  expect(not.record).not.toHaveProperty("output");
  expect(kept.record.input).toEqual({
    about: "It is Saturday.",
    messages: [{ role: "user", content: "I am [email], [phone]" }],
  });
  expect(kept.record.output).toEqual({ content: [{ type: "text", text: "Thanks, [phone]" }] });
});

test("of a long conversation the newest is kept", async () => {
  const messages = Array.from({ length: 99 }, (_, n) => ({
    role: n % 2 === 0 ? ("user" as const) : ("assistant" as const),
    content: `${n} ${"x".repeat(1_000)}`,
  }));
  const { record } = await call({ messages, logContent: true }, says("Hello"));
  const kept = JSON.stringify(record.input);

  expect(kept.length).toBeLessThan(33_000);
  expect(kept).toContain("98 xxx");
  expect(kept).not.toContain('"1 xxx');
});

test("a call that failed keeps what was said", async () => {
  const { record } = await call({ logContent: true }, error(400, "invalid_request_error", "no"));
  expect(record).toMatchObject({ outcome: "config", input: { about: "It is Saturday." } });
});

test("without a key nothing is sent", async () => {
  vi.stubEnv("ANTHROPIC_API_KEY", "");
  vi.stubEnv("ANTHROPIC_BASE_URL", "");
  const api = guardedFetch(says("Hello"));
  const answer = await callModel({ ...REQUEST, fetch: api.fetch });

  expect(answer).toMatchObject({ outcome: "config", record: { attempts: 0 } });
  expect(api.requests).toEqual([]);
});

test.for(["nonsense", "localhost:8787", "ftp://model.test", "http://"])(
  "an address that is none is a matter of configuration: %s",
  async (url) => {
    vi.stubEnv("ANTHROPIC_BASE_URL", url);
    const error = "ANTHROPIC_BASE_URL is no address";
    expect(await call({})).toMatchObject({
      outcome: "config",
      record: { attempts: 0, unpaid: true, error },
    });
  },
);

test("a request that cannot be made is a matter of configuration", async () => {
  const answer = await call({ output: z.bigint() });
  expect(answer).toMatchObject({
    outcome: "config",
    record: { unpaid: true, error: "no request could be made" },
  });
});

test("a server named by ANTHROPIC_BASE_URL needs no key of ours", async () => {
  vi.stubEnv("ANTHROPIC_API_KEY", "");
  expect(await call({}, says("Hello"))).toMatchObject({ outcome: "ok" });
});

test("the deadline holds even when the network ignores the abort", async () => {
  const silent: typeof fetch = () => new Promise(() => undefined);
  const answer = await callModel({ ...REQUEST, fetch: silent, deadlineMs: 50 });
  expect(answer).toMatchObject({ outcome: "timeout", record: { attempts: 1 } });
});

test("a deadline that has passed sends nothing", async () => {
  const answer = await call({ deadlineMs: 0 });
  expect(answer).toMatchObject({ outcome: "timeout", record: { attempts: 0 } });
});

test("a caller that gives up ends the call", async () => {
  const lost = new AbortController();
  const silent: typeof fetch = () => {
    lost.abort();
    return new Promise(() => undefined);
  };
  const answer = await callModel({ ...REQUEST, fetch: silent, signal: lost.signal });
  expect(answer).toMatchObject({ outcome: "timeout" });
});

test("no error repeats what was said, and nothing is printed, even with ANTHROPIC_LOG=debug", async () => {
  vi.stubEnv("ANTHROPIC_LOG", "debug");
  const printed = (["debug", "log", "info", "warn", "error"] as const).map((level) =>
    vi.spyOn(console, level),
  );
  const answers = [
    await call({}, error(400, "invalid_request_error", "my secret words are too long")),
    await call({}, says("my secret words", { stop_reason: "max_tokens" })),
    await call({}, Response.json({ text: "my secret words" })),
    await call({}, new TypeError("my secret words")),
    await call({}, refused(), refused()),
  ];

  for (const { record } of answers) expect(JSON.stringify(record)).not.toContain("secret");
  for (const level of printed) expect(level).not.toHaveBeenCalled();
});
