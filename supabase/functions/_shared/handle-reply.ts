import { z } from "zod";
import type { Agent } from "./agent/define.ts";
import { CALL_MS_MAX, runReplyTurn, type TurnPort } from "./agent.ts";
import { envNumber } from "./env.ts";
import { Fault } from "./errors.ts";
import { callWorker, type WorkerClient } from "./worker/call.ts";
import {
  type CallTicket,
  callTicket,
  type Outcome,
  type StepAnswer,
  type StepRequest,
  stepAnswer,
  type Turn,
} from "./worker/turn.ts";

const ticketOrLost = z.union([callTicket, z.object({ lost: z.literal(true) })]);
const stepOrLost = z.union([stepAnswer, z.object({ lost: z.literal(true) })]);

/** Makes the handler of an agent that answers people: its words and tools over `worker.step`. */
export function handleReply(agent: Agent) {
  return async (turn: Turn, client: WorkerClient, signal: AbortSignal): Promise<Outcome> => {
    const { context } = turn;
    if (context.kind !== "reply") {
      throw new Fault("internal", { detail: `${agent.type} was given a ${context.kind} turn` });
    }
    const callMsMax = envNumber("MODEL_CALL_SECONDS_MAX", CALL_MS_MAX / 1000) * 1000;
    return await runReplyTurn({ ...turn, context }, agent, stepOf(client), { signal, callMsMax });
  };
}

/** What a turn may ask of the database between two model calls. */
export function stepOf(client: WorkerClient): TurnPort {
  return { step: (request) => step(client, request) };
}

/** Not repeatable: each step starts the log row of one model call. */
async function step(client: WorkerClient, request: StepRequest): Promise<StepAnswer> {
  const answer = await callWorker(client, "step", { ...request }, stepOrLost, {
    repeatable: false,
  });
  if ("lost" in answer) throw new Fault("lease_lost");
  return answer;
}

/** Leave for a search of the web. Not repeatable either. */
export function searchOf(client: WorkerClient) {
  return async (lease: string, provider: string): Promise<CallTicket> => {
    const answer = await callWorker(client, "start_search", { lease, provider }, ticketOrLost, {
      repeatable: false,
    });
    if ("lost" in answer) throw new Fault("lease_lost");
    return answer;
  };
}
