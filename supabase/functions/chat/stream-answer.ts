import { z } from "zod";
import { ShownWords } from "../_shared/agent/shown-words.ts";
import { CALL_MS_MAX, runReplyTurn } from "../_shared/agent.ts";
import { envNumber } from "../_shared/env.ts";
import { reasonOf } from "../_shared/errors.ts";
import { stepOf } from "../_shared/handle-reply.ts";
import type { EventStream } from "../_shared/http/event-stream.ts";
import { log } from "../_shared/log.ts";
import { waitUntil } from "../_shared/runtime.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import { failedOutcome } from "../_shared/worker/failed-outcome.ts";
import { type Outcome, turn as turnSchema } from "../_shared/worker/turn.ts";
import { AGENTS } from "./agents.ts";
import { endStream, openStream } from "./message-stream.ts";
import { type ChatView, chatView } from "./opened.ts";
import { watchLease } from "./watch-lease.ts";

const ended = z.array(z.object({ lease: z.uuid(), result: z.string() }));

/**
 * Answers a message whose lane is ours, and says so while it does: `open` at once, with fixed words
 * where those are due, `delta` for each sentence, `restart` when what was shown is not the answer
 * after all, and in the end `answer`, as it is stored. `queued` instead: it could not be answered
 * here, and the lane's agent will.
 *
 * The turn goes on when its reader leaves. When this isolate does, the lease runs out, and the sweep
 * gives the message to the lane's agent.
 */
export function streamAnswer(
  client: WorkerClient,
  message: ChatView,
  claimed: { lease: string },
): Response {
  const events = openStream(message);
  waitUntil(
    answer(client, message, claimed, events)
      .catch((cause) => {
        // The lease runs out, and the sweep gives the lane to its agent.
        log("error", "turn_not_stored", { lease: claimed.lease, ...reasonOf(cause) });
        return message;
      })
      .then((now) => endStream(events, now)),
  );
  return events.response;
}

async function answer(
  client: WorkerClient,
  message: ChatView,
  claimed: { lease: string },
  events: EventStream,
): Promise<ChatView | null> {
  const watch = watchLease(client, claimed.lease, () => events.stillHere());
  const outcome = await write(client, claimed, watch, events).finally(() => watch.end());
  const turns = [{ lease: claimed.lease, ...outcome }];
  const [end] = await callWorker(client, "finish", { turns }, ended, { repeatable: true });
  log(outcome.outcome === "done" ? "info" : "warn", "turn_ended", {
    function: "chat",
    lease: claimed.lease,
    outcome: outcome.outcome,
    result: end?.result,
    reason: outcome.reason,
    code: outcome.error?.code,
  });
  const args = { message_id: message.message_id };
  // Null when they had all that is theirs deleted meanwhile.
  return await callWorker(client, "chat_answer", args, chatView.nullable(), { repeatable: true });
}

async function write(
  client: WorkerClient,
  claimed: { lease: string },
  watch: { lost: AbortSignal; stop: AbortSignal },
  events: EventStream,
): Promise<Outcome> {
  const turn = turnSchema.safeParse(claimed);
  if (!turn.success) {
    const where = turn.error.issues[0]?.path.join(".") ?? "";
    return failedOutcome("context_unreadable", `another shape at ${where}`);
  }
  const { context } = turn.data;
  const agent = context.kind === "reply" ? AGENTS[context.agent_type] : undefined;
  if (context.kind !== "reply" || agent === undefined) {
    return failedOutcome("internal", `chat was given a ${context.kind} turn of another agent`);
  }
  const show = (text: string) => events.send("delta", { text });
  let shown = new ShownWords(context, show);
  const reader = {
    stop: watch.stop,
    begins: () => {
      if (shown.begun) events.send("restart", {});
      shown = new ShownWords(context, show);
    },
    onText: (text: string) => shown.add(text),
  };
  const callMsMax = envNumber("MODEL_CALL_SECONDS_MAX", CALL_MS_MAX / 1000) * 1000;
  try {
    return await runReplyTurn({ ...turn.data, context }, agent, stepOf(client), {
      signal: watch.lost,
      callMsMax,
      reader,
    });
  } catch (cause) {
    const { code, detail } = reasonOf(cause);
    log("error", "handler_failed", { lease: claimed.lease, code, detail });
    return failedOutcome(code, detail);
  }
}
