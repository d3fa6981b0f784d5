import { z } from "zod";
import { Fault } from "../_shared/errors.ts";
import { readBody } from "../_shared/http/read-body.ts";
import { log } from "../_shared/log.ts";
import { waitUntil } from "../_shared/runtime.ts";
import { recentTexts } from "../_shared/safety/recent-texts.ts";
import type { Screen } from "../_shared/safety/screened.ts";
import { saidOfData } from "../_shared/words/data-request.ts";
import { saidNoTexts } from "../_shared/words/opt-out.ts";
import { saysSafe } from "../_shared/words/safe-now.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import { sweepWhenSilent } from "../_shared/worker/sweep-when-silent.ts";
import { AGENTS } from "./agents.ts";
import { endStream, openStream } from "./message-stream.ts";
import { opened, type Refused } from "./opened.ts";
import { streamAnswer } from "./stream-answer.ts";
import { told } from "./told.ts";

/** 8,000 characters as JSON at its longest, with room. */
const BODY_LIMITS = { bytesMax: 64 * 1024, msMax: 5_000 };
const CHARACTERS_MAX = 8_000;

const message = z.strictObject({
  conversation_id: z.uuid(),
  /** The page's own name for it: sent again, it is the same message. */
  client_message_id: z.uuid(),
  text: z
    .string()
    // The one character that Postgres cannot store.
    .transform((text) => text.toWellFormed().replaceAll("\0", "").trim())
    .pipe(z.string().min(1).max(CHARACTERS_MAX)),
  /** False: the answer will be there to be read. */
  stream: z.boolean().default(true),
});

/**
 * Screens and stores a message of somebody signed in, and says what becomes of it: as server-sent
 * events, the answer while it is written when nobody else works on the conversation, and else at once
 * what there is: `queued`, or the answer of a message that was here before, or fixed words to who may
 * be in danger. Without a stream the same as JSON, 202 while it is `queued`.
 *
 * Throws `bad_request`, `too_large`, `slow_body`, `unknown_conversation`, `database_failed`. Who
 * writes too fast is answered 429, with the rule and when to come again.
 */
export async function receiveMessage(
  request: Request,
  client: WorkerClient,
  authId: string,
  screen: Screen,
): Promise<Response> {
  const { conversation_id, client_message_id, text, stream } = await read(request);
  const recent = await callWorker(
    client,
    "recent_chat_texts",
    { auth_id: authId, conversation_id },
    recentTexts,
    { repeatable: true },
  );
  const answer = await callWorker(
    client,
    "open_chat",
    {
      auth_id: authId,
      conversation_id,
      client_message_id,
      text,
      screen: screen({ text, recent }),
      says_safe: saysSafe(text),
      opts_out: saidNoTexts(text),
      data: saidOfData(text),
      agents: stream ? Object.keys(AGENTS) : [],
    },
    opened,
    // Again it would find its message, and the lease with nobody.
    { repeatable: false },
  );
  if ("refused" in answer) {
    if (answer.refused === "nobody") throw new Fault("unknown_conversation");
    return tooMany(answer);
  }
  log("info", "chat_received", {
    message: answer.message_id,
    duplicate: answer.duplicate,
    streamed: answer.turn !== null,
  });
  if (answer.turn !== null) return streamAnswer(client, answer, answer.turn);
  waitUntil(sweepWhenSilent(client));
  if (!stream)
    return Response.json(told(answer), { status: answer.state === "queued" ? 202 : 200 });
  const events = openStream(answer);
  endStream(events, answer);
  return events.response;
}

async function read(request: Request): Promise<z.infer<typeof message>> {
  const body = await readBody(request, BODY_LIMITS);
  const parsed = message.safeParse(jsonOrNull(new TextDecoder().decode(body)));
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join(".") || "the body";
  throw new Fault("bad_request", { detail: `unreadable at ${at}` });
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Which is no message.
  }
}

const RULES: Record<Refused["rule"], string> = {
  person_minute: "You have written as many messages as a minute has.",
  person_day: "You have written as many messages as a day has.",
  tenant_minute: "More is being written here just now than can be answered.",
};

function tooMany({ rule, retry_after_seconds }: Refused): Response {
  log("warn", "request_refused", { function: "chat", code: "too_many_requests", rule });
  const body = { code: "too_many_requests", message: RULES[rule], rule, retry_after_seconds };
  const headers = { "retry-after": String(retry_after_seconds) };
  return Response.json(body, { status: 429, headers });
}
