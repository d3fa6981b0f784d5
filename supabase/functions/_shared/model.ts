import Anthropic, {
  AnthropicError,
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
} from "@anthropic-ai/sdk";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import type { z } from "zod";
import { env } from "./env.ts";
import { fetchOnce } from "./http/fetch-once.ts";
import { neverConnected } from "./http/never-connected.ts";
import { answerShape, TOKENS_UNKNOWN, tokensOf } from "./model/answer.ts";
import { inputKept, outputKept } from "./model/kept-content.ts";
import { retryAfterSeconds } from "./model/retry-after.ts";
import { type Listener, type ReceivedMessage, streamed } from "./model/streamed.ts";
import type { Prompt } from "./prompt.ts";
import type { CallSettlement } from "./worker/turn.ts";

/** How often one call may be sent: once, and once more after a failure that cost nothing. */
const ATTEMPTS_MAX = 2;
/** A second attempt starts only when it has at least this long to answer. */
const SECOND_ATTEMPT_MS_MIN = 5_000;
/** The pause before it; up to as much again is added at random, so that callers spread out. */
const SECOND_ATTEMPT_PAUSE_MS = 250;

type Effort = NonNullable<Anthropic.OutputConfig["effort"]>;
export type ModelMessage = Anthropic.MessageParam;
export type ModelBlock = Anthropic.ContentBlock;
export type ModelTool = Anthropic.Tool;

export interface ModelRequest {
  model: string;
  /** Thinking counts towards it, and current models think unless told not to. */
  maxTokens: number;
  /** How much thought it is worth; null: the model's own measure. */
  effort?: Effort | null;
  /** The same for every user, and cached by the provider. */
  prompt: Prompt;
  /** What follows it: about this turn. Empty when there is nothing. */
  changing: string;
  messages: ModelMessage[];
  tools: ModelTool[];
  /** True for the last call of a turn: the tools stay in view, but only text may come. */
  textOnly?: boolean;
  /**
   * So many searches of the web the provider may make by itself. What it found is in `content`, as
   * `web_search_tool_result`; it goes with no `output`, whose shape has no room for citations:
   * https://platform.claude.com/docs/en/agents-and-tools/tool-use/web-search-tool
   */
  webSearchesMax?: number;
  /** The shape of a JSON answer. The provider does not enforce lengths and counts: parse again. */
  output?: z.ZodType;
  /** For the whole call: connecting, waiting, reading the body and a second attempt. */
  deadlineMs: number;
  /** An opaque reference to the person, for the provider's abuse detection; never a number. */
  userRef: string;
  /** Whether the record holds what was said, redacted. */
  logContent?: boolean;
  /** Ends the call early, with outcome `timeout`. */
  signal?: AbortSignal;
  /** Is told of the text as it comes: the answer is streamed. */
  listener?: Listener;
  /** In place of the network, for tests. */
  fetch?: typeof fetch;
}

/** What `agent_actions_log` keeps of a call; whoever holds the log row's id adds it. */
export type CallRecord = Omit<CallSettlement, "id">;

export interface ModelAnswer {
  outcome: "ok";
  record: CallRecord;
  /** As it came: thinking included, to be handed back unchanged in the next call of the turn. */
  content: ModelBlock[];
  /** The text blocks, joined. */
  text: string;
}

export interface ModelFailure {
  outcome: Exclude<CallSettlement["outcome"], "ok" | "budget">;
  record: CallRecord;
  /** What the provider asked for, capped; null when it did not ask. */
  retryAfterSeconds: number | null;
}

/**
 * One call of the model: the only door to it. Never throws.
 *
 * - `ok`: an answer that was not cut short, but by who listens to it
 * - `refusal`: the provider declined (HTTP 200, `stop_reason: "refusal"`)
 * - `truncated`: `maxTokens` or the context window ended it
 * - `schema`: what came is not a Messages API answer
 * - `timeout`: the deadline passed, wherever the call was, or `signal` ended it
 * - `rate_limit`: 429
 * - `network`: no connection, or it broke off
 * - `provider`: 5xx, 529, 408, 409
 * - `config`: no key, a wrong one, no address, an unknown model, a request that cannot be made or
 *   that the provider does not accept
 *
 * A second attempt is made after a connection that was never made or a 5xx, when time is left and
 * the provider named no time of its own. Not after a connection that was lost, before the answer or
 * within it: that answer may have been paid for. So a listener hears of one answer at most.
 */
export async function callModel(request: ModelRequest): Promise<ModelAnswer | ModelFailure> {
  const started = performance.now();
  const msLeft = () => request.deadlineMs - (performance.now() - started);
  let attempts = 0;
  /** Whether something left that may have been paid for. */
  let asked = false;

  const record = (outcome: CallRecord["outcome"], more: Partial<CallRecord>): CallRecord => ({
    outcome,
    model: request.model,
    ...TOKENS_UNKNOWN,
    attempts,
    latency_ms: Math.round(performance.now() - started),
    request_id: null,
    stop_reason: null,
    prompt_hash: request.prompt.hash,
    prompt_version: request.prompt.version,
    unpaid: false,
    error: null,
    ...(request.logContent ? { input: inputKept(request) } : {}),
    ...more,
  });
  const failed = (failure: Failure): ModelFailure => ({
    outcome: failure.outcome,
    record: record(failure.outcome, {
      request_id: failure.requestId,
      error: failure.error,
      unpaid: failure.unpaid || !asked,
    }),
    retryAfterSeconds: failure.retryAfterSeconds,
  });

  const client = clientFor((input, init) => {
    asked = true;
    return (request.fetch ?? fetchOnce)(input, init);
  });
  if (typeof client === "string") return failed(failure("config", client));

  const signal = deadlineSignal(msLeft(), request.signal);
  while (true) {
    if (signal.aborted) return failed(failure("timeout", "the deadline passed"));
    attempts += 1;
    try {
      const message = await orAborted(send(client, request, signal, msLeft()), signal);
      const answer = read(message, record);
      if (request.logContent) answer.record.output = outputKept(message);
      return answer;
    } catch (error) {
      const now = failureOf(error, signal, asked);
      const again =
        now.repeatable &&
        now.retryAfterSeconds === null &&
        attempts < ATTEMPTS_MAX &&
        msLeft() >= SECOND_ATTEMPT_MS_MIN;
      if (!again) return failed(now);
      asked = false;
    }
    await pause(SECOND_ATTEMPT_PAUSE_MS * (1 + Math.random()), signal);
  }
}

/**
 * The JSON schema of a tool's input, without the keywords that strict tools refuse: limits become
 * part of the description, and are checked by us when the input comes back.
 */
export function toolSchema(input: z.ZodObject): ModelTool["input_schema"] {
  return { ...zodOutputFormat(input).schema, type: "object" };
}

/** Or why there is none. A compatible server named by ANTHROPIC_BASE_URL may need no key. */
function clientFor(fetch: typeof globalThis.fetch): Anthropic | string {
  const baseURL = env("ANTHROPIC_BASE_URL");
  const apiKey = env("ANTHROPIC_API_KEY") ?? (baseURL === undefined ? undefined : "none");
  if (apiKey === undefined) return "ANTHROPIC_API_KEY is not set";
  if (baseURL !== undefined && !/^https?:$/.test(URL.parse(baseURL)?.protocol ?? "")) {
    return "ANTHROPIC_BASE_URL is no address";
  }
  return new Anthropic({
    apiKey,
    maxRetries: 0,
    // Otherwise ANTHROPIC_LOG=debug would print what people wrote.
    logLevel: "off",
    openTelemetry: false,
    ...(baseURL === undefined ? {} : { baseURL }),
    fetch,
  });
}

function send(
  client: Anthropic,
  request: ModelRequest,
  signal: AbortSignal,
  msLeft: number,
): Promise<ReceivedMessage> {
  const { output, effort, changing } = request;
  const tools = toolsOf(request);
  const system: Anthropic.TextBlockParam[] = [
    { type: "text", text: request.prompt.text, cache_control: { type: "ephemeral" } },
  ];
  if (changing !== "") system.push({ type: "text", text: changing });
  const config: Anthropic.OutputConfig = {
    ...(effort ? { effort } : {}),
    ...(output === undefined ? {} : { format: formatOf(output) }),
  };
  const params: Anthropic.MessageCreateParamsNonStreaming = {
    model: request.model,
    max_tokens: request.maxTokens,
    system,
    messages: request.messages,
    metadata: { user_id: request.userRef },
    ...(tools.length === 0 ? {} : { tools }),
    ...(tools.length > 0 && request.textOnly ? { tool_choice: { type: "none" } } : {}),
    ...(Object.keys(config).length === 0 ? {} : { output_config: config }),
  };
  const options = { signal, timeout: Math.max(1, Math.ceil(msLeft)), maxRetries: 0 };
  return request.listener === undefined
    ? client.messages.create(params, options)
    : streamed(client, params, options, request.listener);
}

function toolsOf({ tools, webSearchesMax }: ModelRequest): Anthropic.ToolUnion[] {
  if (webSearchesMax === undefined) return tools;
  return [...tools, { type: "web_search_20250305", name: "web_search", max_uses: webSearchesMax }];
}

function formatOf(output: z.ZodType): Anthropic.JSONOutputFormat {
  const { type, schema } = zodOutputFormat(output);
  return { type, schema };
}

function read(
  message: ReceivedMessage,
  record: (outcome: CallRecord["outcome"], more: Partial<CallRecord>) => CallRecord,
): ModelAnswer | ModelFailure {
  const counted = tokensOf(message);
  const shape = answerShape.safeParse(message);
  if (!shape.success) {
    const at = shape.error.issues[0]?.path.join(".") || "the answer";
    return {
      outcome: "schema",
      record: record("schema", { ...counted, error: `not a Messages API answer at ${at}` }),
      retryAfterSeconds: null,
    };
  }
  const kept = {
    ...counted,
    request_id: message._request_id ?? null,
    stop_reason: shape.data.stop_reason,
  };
  const ended = ENDINGS.get(shape.data.stop_reason);
  if (ended !== undefined) {
    const error = `the answer ended with ${shape.data.stop_reason}`;
    return { outcome: ended, record: record(ended, { ...kept, error }), retryAfterSeconds: null };
  }
  const text = message.content.flatMap((block) => (block.type === "text" ? [block.text] : []));
  return {
    outcome: "ok",
    record: record("ok", kept),
    content: message.content,
    text: text.join(""),
  };
}

/**
 * The stop reasons that are not an answer. `pause_turn` comes when the provider's own tools take
 * long; the few searches that we allow end before.
 */
const ENDINGS = new Map<string, "refusal" | "truncated" | "schema">([
  ["refusal", "refusal"],
  ["max_tokens", "truncated"],
  ["model_context_window_exceeded", "truncated"],
  ["pause_turn", "schema"],
]);

interface Failure {
  outcome: ModelFailure["outcome"];
  /** A status, a type, a code: never what was said. */
  error: string;
  requestId: string | null;
  retryAfterSeconds: number | null;
  /** The provider did no work for it, as far as can be known. */
  unpaid: boolean;
  /** It may be otherwise a moment later. */
  repeatable: boolean;
}

function failure(outcome: Failure["outcome"], error: string, more: Partial<Failure> = {}): Failure {
  const nothing = { requestId: null, retryAfterSeconds: null, unpaid: false, repeatable: false };
  return { outcome, error, ...nothing, ...more };
}

function failureOf(error: unknown, signal: AbortSignal, asked: boolean): Failure {
  // First: an abort surfaces as several kinds of error, depending on where the call was.
  if (signal.aborted || error instanceof APIConnectionTimeoutError) {
    return failure("timeout", "the deadline passed");
  }
  if (!asked) return failure("config", "no request could be made");
  if (error instanceof APIConnectionError) {
    const never = neverConnected(error);
    return failure(
      "network",
      `${never ? "no connection" : "the connection was lost"}${causeCode(error)}`,
      {
        unpaid: never,
        repeatable: never,
      },
    );
  }
  if (error instanceof APIError) return failureOfStatus(error);
  if (error instanceof SyntaxError) return failure("schema", "the body is not JSON");
  if (error instanceof AnthropicError) {
    return failure("config", "the SDK refused the request", { unpaid: true });
  }
  // A body that broke off is a bare TypeError, under Node and under Deno alike.
  return failure("network", `the answer broke off${causeCode(error)}`);
}

/** What the provider says instead of going on with an answer: no status, and no more tokens. */
const WITHIN_A_STREAM = new Map<string | null, Failure["outcome"]>([
  ["rate_limit_error", "rate_limit"],
  ["overloaded_error", "provider"],
  ["api_error", "provider"],
  ["timeout_error", "provider"],
]);

function failureOfStatus(error: APIError): Failure {
  if (error.status === undefined) {
    const outcome = WITHIN_A_STREAM.get(error.type) ?? "config";
    return failure(outcome, `${error.type ?? "an error"} within the answer`);
  }
  const { status } = error;
  const words = [status, error.type, error.errorCode].filter((word) => word !== null);
  const more = {
    requestId: error.requestID ?? null,
    retryAfterSeconds: retryAfterSeconds(error.headers),
    // Errors are not billed: https://platform.claude.com/docs/en/api/errors. One without the API's
    // own type is a gateway's between us, which does not know whether the work was done.
    unpaid: error.type !== null || (status !== 502 && status !== 504),
  };
  if (status === 429) return failure("rate_limit", words.join(" "), more);
  if (status === 408 || status === 409) return failure("provider", words.join(" "), more);
  if (status >= 500) return failure("provider", words.join(" "), { ...more, repeatable: true });
  return failure("config", words.join(" "), more);
}

/** The system's code for a failed connection (ECONNREFUSED …), which names no content. */
function causeCode(error: unknown): string {
  let cause = error;
  for (let depth = 0; depth < 4 && cause instanceof Error; depth += 1) {
    if ("code" in cause && typeof cause.code === "string") return `: ${cause.code}`;
    cause = cause.cause;
  }
  return "";
}

function deadlineSignal(ms: number, outer: AbortSignal | undefined): AbortSignal {
  const deadline = ms > 0 ? AbortSignal.timeout(Math.ceil(ms)) : AbortSignal.abort();
  return outer === undefined ? deadline : AbortSignal.any([deadline, outer]);
}

/** Rejects when the signal does, even if what it races does not listen. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const onAbort = () => resolve();
  signal.addEventListener("abort", onAbort, { once: true });
  await promise;
  clearTimeout(timer);
  signal.removeEventListener("abort", onAbort);
}
