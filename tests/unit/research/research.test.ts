import { afterEach, expect, test, vi } from "vitest";
import { parseAction } from "../../../supabase/functions/_shared/actions.ts";
import { researchProvider } from "../../../supabase/functions/_shared/research/provider.ts";
import type {
  SolutionContext,
  StepRequest,
} from "../../../supabase/functions/_shared/worker/turn.ts";
import {
  judgementWithin,
  runSolutionTurn,
  type SolutionTurn,
} from "../../../supabase/functions/solution-saga/outcome.ts";
import { guardedFetch, message, says, USAGE } from "../model/guarded-fetch.ts";

afterEach(() => vi.unstubAllEnvs());

const id = crypto.randomUUID();
const variant = {
  id,
  prompt_version: null,
  model: "claude-sonnet-5-5",
  max_tokens: 4096,
  effort: null,
};
const ticket = { id, refused: null, retry_after_seconds: null, log_content: false } as const;

function turn(context: Partial<SolutionContext>): SolutionTurn {
  const task = { id, task_type: "research_solution", trace_id: id, attempt: 1, context: {} };
  return {
    lease: id,
    lane_key: `workflow:${id}`,
    tenant_id: id,
    trace_id: id,
    tasks: [task],
    context: {
      kind: "solution",
      agent_type: "solution-saga",
      user: { id },
      step: "research",
      need: "a pump",
      category: null,
      searches_max: 3,
      searcher: variant,
      innovators: [],
      answers: [],
      ...context,
    },
  };
}

function port(refused: "tenant_day_budget" | null = null) {
  const steps: StepRequest[] = [];
  return {
    steps,
    step: async (request: StepRequest) => {
      steps.push(request);
      return { call: { ...ticket, refused, retry_after_seconds: null }, checks: [], reads: [] };
    },
    startSearch: async () => ({ ...ticket, refused }),
  };
}

const check = {
  resolve: async () => ["93.184.215.14"],
  fetch: async () => new Response(null, { status: 200 }),
};

test("who looks is a matter of keys", () => {
  vi.stubEnv("ANTHROPIC_BASE_URL", "");
  vi.stubEnv("ANTHROPIC_API_KEY", "");
  vi.stubEnv("PERPLEXITY_API_KEY", "");
  expect(researchProvider()).toBe("offline");
  vi.stubEnv("ANTHROPIC_API_KEY", "key");
  expect(researchProvider()).toBe("web_search");
  vi.stubEnv("ANTHROPIC_BASE_URL", "https://api.anthropic.com");
  expect(researchProvider()).toBe("web_search");
  // A compatible server need not have the tool.
  vi.stubEnv("ANTHROPIC_BASE_URL", "http://127.0.0.1:4010");
  expect(researchProvider()).toBe("offline");
  vi.stubEnv("PERPLEXITY_API_KEY", "key");
  expect(researchProvider()).toBe("perplexity");
});

test("the web is searched by the model: its words, the pages it cites first, each asked for", async () => {
  vi.stubEnv("ANTHROPIC_API_KEY", "key");
  const page = (url: string) => ({
    type: "web_search_result",
    title: `of ${url}`,
    url,
    encrypted_content: "x",
    page_age: null,
  });
  const citation = {
    type: "web_search_result_location",
    url: "https://b.example/",
    title: "B",
    cited_text: "…",
    encrypted_index: "x",
  };
  const { fetch, requests } = guardedFetch(
    message(
      [
        { type: "server_tool_use", id: "s1", name: "web_search", input: { query: "pumps" } },
        {
          type: "web_search_tool_result",
          tool_use_id: "s1",
          content: [page("https://a.example/"), page("https://b.example/")],
        },
        { type: "text", text: "Two pumps are used.", citations: [citation] },
      ],
      { usage: { ...USAGE, server_tool_use: { web_search_requests: 2 } } },
    ),
  );
  const asked = port();
  const outcome = await runSolutionTurn(turn({}), asked, { fetch, check, provider: "web_search" });
  expect(asked.steps).toEqual([{ lease: id, call: null, proposals: [], reads: [] }]);
  expect(requests[0]?.tools).toEqual([
    { type: "web_search_20250305", name: "web_search", max_uses: 3 },
  ]);
  expect(outcome.call).toMatchObject({ id, outcome: "ok", web_searches: 2 });
  expect(outcome.actions[0]?.input).toEqual({
    step: "research",
    research: {
      provider: "web_search",
      offline: false,
      summary: "Two pumps are used.",
      sources: [
        { title: "B", url: "https://b.example/", reached: "ok" },
        { title: "of https://a.example/", url: "https://a.example/", reached: "ok" },
      ],
    },
  });
  expect(parseAction("take_step", outcome.actions[0]?.input)).toMatchObject({ ok: true });
});

test("a search that failed leaves words without sources, and no leave leaves no call", async () => {
  vi.stubEnv("ANTHROPIC_API_KEY", "key");
  const failed = { type: "web_search_tool_result_error", error_code: "unavailable" };
  const { fetch } = guardedFetch(
    message([
      { type: "web_search_tool_result", tool_use_id: "s1", content: failed },
      { type: "text", text: "I could not search." },
    ]),
  );
  const outcome = await runSolutionTurn(turn({}), port(), { fetch, check, provider: "web_search" });
  expect(outcome.actions[0]?.input).toMatchObject({ research: { sources: [] } });
  const refused = await runSolutionTurn(turn({}), port("tenant_day_budget"), {
    fetch,
    provider: "web_search",
  });
  expect(refused).toMatchObject({ outcome: "snooze", actions: [], call: null });
});

test("Perplexity's results are kept as they stand, and whatever else it says is a retry", async () => {
  vi.stubEnv("PERPLEXITY_API_KEY", "key");
  const results = [{ title: "A", url: "https://a.example/", snippet: "Pumps." }];
  const outcome = await runSolutionTurn(turn({}), port(), {
    fetch: async () => Response.json({ results }),
    check,
    provider: "perplexity",
  });
  expect(outcome).toMatchObject({
    outcome: "done",
    actions: [{ input: { research: { offline: false, summary: "A: Pumps." } } }],
    call: { id, model: "perplexity-search", outcome: "ok", web_searches: 1, unpaid: false },
  });
  for (const [answer, how] of [
    [async () => new Response("busy", { status: 429 }), { outcome: "rate_limit", unpaid: true }],
    [async () => new Response("down", { status: 503 }), { outcome: "provider", unpaid: true }],
    [async () => Response.json({ hello: "there" }), { outcome: "schema", unpaid: false }],
    // It may have been searched, and is then billed.
    [() => Promise.reject(new TypeError("broke off")), { outcome: "network", unpaid: false }],
  ] as const) {
    const outcome = await runSolutionTurn(turn({}), port(), {
      fetch: answer,
      provider: "perplexity",
    });
    const call = { ...how, web_searches: null, input_tokens: null };
    expect(outcome).toMatchObject({ outcome: "retry", error: { code: "search_failed" }, call });
  }
});

test("without leave Perplexity is not asked", async () => {
  vi.stubEnv("PERPLEXITY_API_KEY", "key");
  const outcome = await runSolutionTurn(turn({}), port("tenant_day_budget"), {
    fetch: () => Promise.reject(new Error("nobody is to be asked")),
    provider: "perplexity",
  });
  expect(outcome).toMatchObject({ outcome: "snooze", actions: [], call: null });
});

test("without a key samples say that they are samples, and no page is asked for", async () => {
  const outcome = await runSolutionTurn(turn({}), port(), {
    provider: "offline",
    check: { fetch: () => Promise.reject(new Error("no page is to be asked for")) },
  });
  expect(outcome.call).toBeNull();
  expect(outcome.actions[0]?.input).toMatchObject({
    research: { offline: true, summary: expect.stringContaining("nothing was looked up") },
  });
});

test("a step that is over changes nothing, and what Postgres does by itself needs no model", async () => {
  expect((await runSolutionTurn(turn({ step: "over" }), port())).actions).toEqual([]);
  for (const step of ["match_innovators", "ask_community", "wait", "recommend"] as const) {
    expect(await runSolutionTurn(turn({ step }), port())).toMatchObject({
      actions: [{ type: "take_step", input: { step } }],
      call: null,
    });
  }
});

test("a judgement names what there is, and vouches for nothing without words", async () => {
  vi.stubEnv("ANTHROPIC_API_KEY", "key");
  const answers = [{ handle: "r1", answer: "Take A." }];
  const said = {
    good_enough: true,
    recommendation: "Take A.",
    picks: ["r1", "v9"],
    why: "said so",
  };
  const { fetch } = guardedFetch(says(JSON.stringify(said)));
  const context = { step: "evaluate", instance: variant, call: ticket, answers } as const;
  const outcome = await runSolutionTurn(turn({ ...context, answers }), port(), { fetch });
  expect(outcome.actions[0]?.input).toEqual({
    step: "evaluate",
    judgement: { ...said, picks: ["r1"] },
  });
  expect(
    judgementWithin({ ...said, recommendation: "\u0007" }, { innovators: [], answers }),
  ).toMatchObject({ good_enough: false });
});
