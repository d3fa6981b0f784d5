import { checkRequest, type MessagesRequest } from "../../../local/model/contract.ts";

/** What the fake API answers with: an answer of the model, or any response at all. */
export type Scripted = Record<string, unknown> | Response | Error;

export interface GuardedFetch {
  fetch: typeof fetch;
  /** The bodies that passed the contract, in order. */
  requests: MessagesRequest[];
  headers: Headers[];
}

/**
 * A `fetch` to hand to the SDK: it refuses with 400 what the real API refuses, and answers the rest
 * from the script, in order. Each answer is used once; a call too many throws, so that it cannot
 * pass unseen.
 */
export function guardedFetch(...script: Scripted[]): GuardedFetch {
  const requests: MessagesRequest[] = [];
  const headers: Headers[] = [];
  const answer: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    if (request.method !== "POST" || new URL(request.url).pathname !== "/v1/messages") {
      return error(404, "not_found_error", "there is no such path");
    }
    const checked = checkRequest(await request.json());
    if (!checked.ok) return error(400, "invalid_request_error", checked.reason);
    requests.push(checked.request);
    headers.push(request.headers);
    const next = script.shift();
    if (next === undefined) throw new Error("the script holds no further answer");
    if (next instanceof Error) throw next;
    return next instanceof Response ? next : ok(next);
  };
  return { fetch: answer, requests, headers };
}

/** Full usage, each kind different, so that no two can be mixed up unseen. */
export const USAGE = {
  input_tokens: 11,
  output_tokens: 22,
  cache_read_input_tokens: 33,
  cache_creation_input_tokens: 44,
  cache_creation: { ephemeral_5m_input_tokens: 40, ephemeral_1h_input_tokens: 4 },
  output_tokens_details: { thinking_tokens: 9 },
  service_tier: "standard",
};

/** An answer of the model. */
export function message(
  content: Array<Record<string, unknown>>,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const asks = content.some((block) => block.type === "tool_use");
  return {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "claude-haiku-5-5",
    content,
    stop_reason: asks ? "tool_use" : "end_turn",
    stop_sequence: null,
    usage: USAGE,
    ...more,
  };
}

export function says(text: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return message([{ type: "text", text }], more);
}

/** An answer that calls tools: `t1`, `t2` … */
export function uses(
  ...tools: Array<{ name: string; input: Record<string, unknown> }>
): Record<string, unknown> {
  return message(
    tools.map(({ name, input }, index) => ({ type: "tool_use", id: `t${index + 1}`, name, input })),
  );
}

export function error(
  status: number,
  type: string,
  text: string,
  headers: Record<string, string> = {},
): Response {
  const body = JSON.stringify({ type: "error", error: { type, message: text } });
  return new Response(body, {
    status,
    headers: { "content-type": "application/json", "request-id": "req_failed", ...headers },
  });
}

function ok(body: unknown): Response {
  return new Response(JSON.stringify(body), {
    headers: { "content-type": "application/json", "request-id": "req_ok" },
  });
}
