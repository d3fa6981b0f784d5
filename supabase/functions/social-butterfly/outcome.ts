import { z } from "zod";
import { env } from "../_shared/env.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import type { MatchingContext, Outcome, TurnOf } from "../_shared/worker/turn.ts";
import { type LookUp, linkedInLookUp, type Person } from "./look-up.ts";

type Action = Outcome["actions"][number];

/** A member for whom an innovator was found: whom, and for whom, is the task's. */
export const adoptMatch: Outcome = done([{ type: "adopt_match", input: {} }], {});

/**
 * One turn of the Social Butterfly: looks up who was never looked up, if there is somewhere to look,
 * and proposes to offer each prospect to a connector. Which one, at what bounty, and whether the
 * balance covers it, is Postgres's to say. Without research it goes by company and title alone.
 */
export async function runMatchingTurn(
  turn: Pick<TurnOf<MatchingContext>, "lease" | "context">,
  client: WorkerClient,
  signal: AbortSignal,
  lookUp: LookUp | null = configured(),
): Promise<Outcome> {
  const actions: Action[] = [];
  let looked = 0;
  for (const { handle, researched, ...person } of turn.context.prospects) {
    if (lookUp !== null && !researched && !signal.aborted) {
      const found = await research(turn.lease, handle, person, client, signal, lookUp);
      if (found !== null) {
        looked += 1;
        actions.push({ type: "record_research", input: { handle, ...found } });
      }
    }
    actions.push({ type: "offer_introduction", input: { handle } });
  }
  return done(actions, { prospects: turn.context.prospects.length, looked_up: looked });
}

/** Off without both: the port is a service of the tenant's own choice, and none is the default. */
function configured(): LookUp | null {
  const url = env("LINKEDIN_RESEARCH_URL");
  const key = env("LINKEDIN_RESEARCH_KEY");
  return url === undefined || key === undefined ? null : linkedInLookUp(url, key);
}

async function research(
  lease: string,
  handle: string,
  person: Person,
  client: WorkerClient,
  signal: AbortSignal,
  lookUp: LookUp,
) {
  // Asked before, and not after: nobody is looked up twice, also when the answer is lost.
  const mayLook = await callWorker(client, "claim_research", { lease, handle }, z.boolean(), {
    repeatable: false,
  });
  return mayLook ? await lookUp(person, signal) : null;
}

function done(actions: Action[], result: Record<string, unknown>): Outcome {
  return {
    outcome: "done",
    actions,
    call: null,
    result,
    error: null,
    snooze_seconds: null,
    reason: null,
  };
}
