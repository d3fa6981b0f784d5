import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { CallLog, LoggedCall } from "./call-log.ts";
import { callOfTurn, checkRequest, type MessagesRequest } from "./contract.ts";
import { errorOf, type Fault, type FaultPlan } from "./faults.ts";
import { jsonBody, sendError, sendJson } from "./http.ts";
import { worstAnswer } from "./persona/adversary.ts";
import { roleOf } from "./persona/scene.ts";
import { type Pace, streamAnswer } from "./stream.ts";

const BRAIN_MS_MAX = 10_000;

/** What `POST /v1/messages` works with. */
export interface Desk {
  /** Where aimock listens. */
  brainUrl: string;
  faults: FaultPlan;
  log: CallLog;
  /** Aborted when the server stops. */
  stopping: AbortSignal;
  /** The hashes of the system prompts that a prompt cache would hold by now. */
  cachedPrompts: Set<string>;
}

/** `POST /v1/messages`: refuses what the API refuses, plays the faults asked for, else answers. */
export async function answerMessages(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const visit = arrival(response);
  const body = await jsonBody(request);
  const { authorization, "x-api-key": key, "anthropic-version": version } = request.headers;
  if (!authorization && !key) {
    return sendError(response, 401, "authentication_error", "a key is required");
  }
  const log = (note: Note, outcome: string) => {
    visit.call = desk.log.add({ ...visit.seen, ...note, outcome });
    return visit.call;
  };
  const refuse = (note: Note, reason: string) => {
    log(note, `invalid: ${reason}`);
    sendError(response, 400, "invalid_request_error", reason);
  };
  if (!version) return refuse(UNREAD, "anthropic-version: header is required");
  const checked = checkRequest(body);
  if (!checked.ok) return refuse(UNREAD, checked.reason);
  const note = noteOf(checked.request);
  const fault = desk.faults.take(note.call, note.role);
  const call = log(note, fault?.kind ?? "ok");
  const error = fault === null ? null : errorOf(fault.kind);
  if (fault !== null && error !== null) {
    if (fault.kind === "rate_limit") {
      response.setHeader("retry-after", String(fault.retry_after_seconds));
    }
    return sendError(response, error.status, error.type, "a fault that was asked for");
  }
  const { stream = false, ...whole } = checked.request;
  const thinks = await thought(desk, whole, note.system_hash);
  const answer =
    fault?.kind === "adversary"
      ? { ...thinks, ...worstAnswer(checked.request, { ...note, moves: fault.moves }) }
      : thinks;
  call.tool_uses = toolNames(answer);
  if (stream) return await streamAnswer(response, faulty(answer, fault), paceOf(fault, desk));
  if (fault === null || fault.kind === "adversary") return sendJson(response, 200, answer);
  await play(fault, desk, response, answer);
}

interface Visit {
  seen: Pick<LoggedCall, "at" | "ended_at" | "end" | "request_id">;
  /** Its entry in the log, once it was read. */
  call: LoggedCall | undefined;
}

/** Names the request, and notes its end in whatever of the log is about it by then. */
function arrival(response: ServerResponse): Visit {
  const request_id = `req_${randomUUID()}`;
  response.setHeader("request-id", request_id);
  const at = new Date().toISOString();
  const visit: Visit = { seen: { at, ended_at: null, end: null, request_id }, call: undefined };
  response.once("close", () => {
    if (visit.call === undefined) return;
    visit.call.ended_at = new Date().toISOString();
    visit.call.end = response.writableFinished ? "answered" : "closed";
  });
  return visit;
}

type Note = Omit<LoggedCall, "number" | "outcome" | keyof Visit["seen"]>;

const UNREAD: Note = {
  user: null,
  role: null,
  model: "",
  system_hash: "",
  messages: 0,
  tools: 0,
  call: 0,
  tool_uses: [],
};

function noteOf(request: MessagesRequest): Note {
  const { system = "" } = request;
  const stable = typeof system === "string" ? system : (system[0]?.text ?? "");
  return {
    user: request.metadata?.user_id ?? null,
    role: roleOf(stable),
    model: request.model,
    system_hash: createHash("sha256").update(stable).digest("hex"),
    messages: request.messages.length,
    tools: request.tools?.length ?? 0,
    call: callOfTurn(request),
    tool_uses: [],
  };
}

const answerShape = z.looseObject({
  content: z.array(z.looseObject({ type: z.string(), name: z.string().optional() })),
  stop_reason: z.string(),
  usage: z.looseObject({ input_tokens: z.number(), output_tokens: z.number() }),
});
type Answer = z.infer<typeof answerShape>;

/** The brain's answer, with the counts of a prompt cache that holds half of every prompt. */
async function thought(desk: Desk, body: unknown, systemHash: string): Promise<Answer> {
  const reply = await fetch(`${desk.brainUrl}/v1/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.any([AbortSignal.timeout(BRAIN_MS_MAX), desk.stopping]),
  });
  if (!reply.ok) throw new Error(`aimock answered ${reply.status}`);
  const answer = answerShape.parse(await reply.json());
  const seen = desk.cachedPrompts.has(systemHash);
  desk.cachedPrompts.add(systemHash);
  const { input_tokens, output_tokens } = answer.usage;
  const cached = Math.floor(input_tokens / 2);
  return {
    ...answer,
    usage: {
      input_tokens: input_tokens - cached,
      output_tokens,
      cache_read_input_tokens: seen ? cached : 0,
      cache_creation_input_tokens: seen ? 0 : cached,
    },
  };
}

function toolNames(answer: Answer): string[] {
  return answer.content.flatMap((block) => (block.type === "tool_use" ? [block.name ?? ""] : []));
}

async function play(
  fault: Fault,
  desk: Desk,
  response: ServerResponse,
  answer: Answer,
): Promise<void> {
  switch (fault.kind) {
    case "delay":
      await sleep(fault.delay_ms, undefined, { signal: desk.stopping });
      return sendJson(response, 200, answer);
    case "refusal":
    case "truncated":
      return sendJson(response, 200, faulty(answer, fault));
    case "garbage":
      return sendJson(response, 200, { hello: "this is no message" });
    default:
      return beginAndStop(response, JSON.stringify(answer), fault.kind === "disconnect");
  }
}

/** The answer with what a fault makes of its content. */
function faulty(answer: Answer, fault: Fault | null): Answer {
  if (fault?.kind === "refusal") return { ...answer, content: [], stop_reason: "refusal" };
  return fault?.kind === "truncated" ? { ...answer, stop_reason: "max_tokens" } : answer;
}

function paceOf(fault: Fault | null, { stopping }: Desk): Pace {
  const breaksOff = fault?.kind === "stall" || fault?.kind === "disconnect" ? fault.kind : null;
  return { pieceMs: fault?.kind === "delay" ? fault.delay_ms : 0, breaksOff, stopping };
}

/** Headers and half a body; then the connection breaks, or nothing more comes. */
function beginAndStop(response: ServerResponse, json: string, breaks: boolean): void {
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(json),
  });
  response.write(json.slice(0, json.length / 2), () => {
    if (breaks) response.destroy();
  });
}
