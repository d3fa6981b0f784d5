import { RESEARCH_CHARACTERS_MAX, SOURCES_MAX } from "../_shared/actions/solutions.ts";
import { acted } from "../_shared/agent/acted.ts";
import { fenced } from "../_shared/agent/data.ts";
import { failedTurn } from "../_shared/agent/failed-turn.ts";
import { refusedCall } from "../_shared/agent/refused-call.ts";
import { outboundText } from "../_shared/agent/reply.ts";
import type { TurnOptions, TurnPort } from "../_shared/agent.ts";
import { Fault } from "../_shared/errors.ts";
import { personRef } from "../_shared/model/person-ref.ts";
import { callModel } from "../_shared/model.ts";
import { definePrompts } from "../_shared/prompt.ts";
import { type CheckPorts, checkUrl } from "../_shared/research/check-url.ts";
import type { Found } from "../_shared/research/found.ts";
import { offlineResearch } from "../_shared/research/offline.ts";
import { PERPLEXITY, perplexityResearch } from "../_shared/research/perplexity.ts";
import { researchProvider } from "../_shared/research/provider.ts";
import { foundInAnswer } from "../_shared/research/web-search.ts";
import { oneLine } from "../_shared/text/one-line.ts";
import type { CallSettlement, CallTicket, Outcome } from "../_shared/worker/turn.ts";
import type { SolutionTurn } from "./outcome.ts";
import { researchPrompts } from "./prompt.ts";

/** Searching the web takes a model longer than talking; the turn still ends before its lease. */
const SEARCH_MS_MAX = 75_000;
const SEARCH_RETRY_SECONDS = 60;
const TITLE_CHARACTERS_MAX = 300;

/** What a step of research may ask of the database. */
export interface SearchPort extends TurnPort {
  /** Leave for one search by a service, and its row in the log. */
  startSearch(lease: string, provider: string): Promise<CallTicket>;
}

export interface ResearchPorts {
  check?: CheckPorts;
  /** In place of what the environment says. */
  provider?: ReturnType<typeof researchProvider>;
}

export const researchPromptOf = definePrompts(researchPrompts);

/** The step research: who looks is a matter of keys, what was found looks the same. */
export async function research(
  turn: SolutionTurn,
  port: SearchPort,
  options: TurnOptions & ResearchPorts,
): Promise<Outcome> {
  const { need } = turn.context;
  const provider = options.provider ?? researchProvider();
  if (provider === "web_search") return await searchTheWeb(turn, port, options);
  if (provider === "offline") return await noted(offlineResearch(need), null, options);
  return await askPerplexity(turn, port, options);
}

/** By a service, which is no model but has a price, and a place in the budgets, as one has. */
async function askPerplexity(
  turn: SolutionTurn,
  port: SearchPort,
  options: TurnOptions & ResearchPorts,
): Promise<Outcome> {
  const { need, step } = turn.context;
  const ticket = await port.startSearch(turn.lease, PERPLEXITY);
  const { refused } = ticket;
  if (refused !== null) return refusedCall({ ...ticket, refused }, { step });
  const begun = performance.now();
  const { found, outcome, unpaid, error } = await perplexityResearch(need, options);
  const call: CallSettlement = {
    id: ticket.id,
    outcome,
    model: PERPLEXITY,
    input_tokens: found === null ? null : 0,
    output_tokens: found === null ? null : 0,
    thinking_tokens: null,
    cache_read_tokens: null,
    cache_write_tokens: null,
    cache_write_1h_tokens: null,
    web_searches: found === null ? null : 1,
    unpaid,
    attempts: 1,
    latency_ms: Math.round(performance.now() - begun),
    request_id: null,
    stop_reason: null,
    prompt_hash: null,
    prompt_version: null,
    error,
  };
  if (found !== null) return await noted(found, call, options);
  const nothing = { actions: [], snooze_seconds: null, reason: null };
  const why = { code: "search_failed", message: error ?? outcome };
  return { outcome: "retry", error: why, call, result: { step, provider: PERPLEXITY }, ...nothing };
}

/** By the model itself. Leave is asked for here, since the claim does not know who looks. */
async function searchTheWeb(
  turn: SolutionTurn,
  port: TurnPort,
  options: TurnOptions & ResearchPorts,
): Promise<Outcome> {
  const { searcher, searches_max, need, category, user, step } = turn.context;
  if (searcher === undefined) throw new Fault("internal", { detail: "no model is to search" });
  const asked = await port.step({ lease: turn.lease, call: null, proposals: [], reads: [] });
  const ticket = asked.call;
  const { refused } = ticket;
  if (refused !== null) return refusedCall({ ...ticket, refused }, { step });
  const answer = await callModel({
    model: searcher.model,
    maxTokens: searcher.max_tokens,
    effort: searcher.effort,
    prompt: researchPromptOf(searcher.prompt_version),
    changing: "",
    messages: [{ role: "user", content: fenced({ need, category }) }],
    tools: [],
    webSearchesMax: searches_max,
    deadlineMs: options.callMsMax ?? SEARCH_MS_MAX,
    userRef: personRef(turn.tenant_id, user.id ?? turn.tenant_id),
    logContent: ticket.log_content,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  });
  const call = { id: ticket.id, ...answer.record };
  if (answer.outcome !== "ok") {
    return failedTurn(answer, call, { step }, SEARCH_RETRY_SECONDS);
  }
  const found = foundInAnswer(answer);
  const nothing: Found = {
    provider: "none",
    offline: false,
    summary: "Nothing was found on the web.",
    sources: [],
  };
  return await noted(found ?? nothing, call, options);
}

/** What was found, each source asked whether it is there. Samples name no page that could be. */
async function noted(
  { provider, offline, summary, sources }: Found,
  call: CallSettlement | null,
  { check }: ResearchPorts,
): Promise<Outcome> {
  const kept = sources
    .map(({ title, url }) => ({ title: titleOf(title), url }))
    .filter(({ title, url }) => title !== "" && /^https?:\/\/\S{1,2000}$/.test(url))
    .slice(0, SOURCES_MAX);
  const reached = await Promise.all(
    kept.map(({ url }) => (offline ? Promise.resolve("offline") : checkUrl(url, check))),
  );
  const input = {
    step: "research",
    research: {
      provider,
      offline,
      summary: outboundText(summary, RESEARCH_CHARACTERS_MAX) || "Nothing was found on the web.",
      sources: kept.map((source, nth) => ({ ...source, reached: reached[nth] ?? "no_answer" })),
    },
  };
  return acted("take_step", input, call, { step: "research", provider, sources: kept.length });
}

function titleOf(title: string): string {
  return oneLine(title).slice(0, TITLE_CHARACTERS_MAX).toWellFormed().trim();
}
