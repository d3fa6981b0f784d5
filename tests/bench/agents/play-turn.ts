import type { Sql } from "postgres";
import { z } from "zod";
import type { MessagesRequest } from "../../../local/model/contract.ts";
import { runReplyTurn } from "../../../supabase/functions/_shared/agent.ts";
import { type Outcome, stepAnswer, turn } from "../../../supabase/functions/_shared/worker/turn.ts";
import { concierge } from "../../../supabase/functions/concierge/tools.ts";
import { guardedFetch, says, uses } from "../../unit/model/guarded-fetch.ts";

/** What the model says, call by call; the last one is the reply. Nothing of it is a read. */
const PROPOSALS = [
  { name: "update_profile", input: { title: "Admiral" } },
  { name: "set_timezone", input: { timezone: "America/New_York" } },
];
const REPLY = "Noted: the berth is yours from Friday, and the yard has been told about the hull.";

const claimed = z.object({ turns: z.array(turn) });
const ended = z.array(z.object({ result: z.string() }));

export interface Played {
  /** In the order in which they were made: what each call of the database took, in milliseconds. */
  calls: { name: "claim" | "step" | "finish"; ms: number }[];
  /** What the model was sent, call by call. */
  requests: MessagesRequest[];
}

/**
 * A turn of the Concierge over a connection of the worker's own: claim, the turn loop as it ships,
 * finish. The model answers at once, by a script.
 */
export async function playTurn(sql: Sql, modelCalls: number): Promise<Played> {
  const calls: Played["calls"] = [];
  const timed = async (name: Played["calls"][number]["name"], ask: () => Promise<unknown>) => {
    const began = performance.now();
    const answer = await ask();
    calls.push({ name, ms: performance.now() - began });
    return answer;
  };

  const found = claimed.parse(
    await timed("claim", async () => {
      // A little ahead, so that nobody waits for the end of a burst.
      const [row] =
        await sql`select worker.claim('concierge', 1, now() + interval '1 minute') as a`;
      return row?.a;
    }),
  ).turns[0];
  if (found?.context.kind !== "reply") throw new Error("there was no text to answer");

  const { fetch, requests } = guardedFetch(
    ...PROPOSALS.slice(0, modelCalls - 1).map((proposal) => uses(proposal)),
    says(REPLY),
  );
  const outcome = await runReplyTurn(
    { ...found, context: found.context },
    concierge,
    {
      step: async ({ lease, call, proposals, reads }) =>
        stepAnswer.parse(
          await timed("step", async () => {
            const [row] =
              await sql`select worker.step(${lease}, ${JSON.stringify(call)}::text::jsonb,
              ${JSON.stringify(proposals)}::text::jsonb, ${JSON.stringify(reads)}::text::jsonb) as a`;
            return row?.a;
          }),
        ),
    },
    { fetch },
  );
  const end = await timed("finish", async () => {
    const [row] =
      await sql`select worker.finish(${JSON.stringify([endOf(found.lease, outcome)])}::text::jsonb) as a`;
    return row?.a;
  });
  const [result] = ended.parse(end);
  if (result?.result !== "finished" || requests.length !== modelCalls) {
    throw new Error(`${requests.length} model calls, and the turn was ${result?.result}`);
  }
  return { calls, requests };
}

function endOf(lease: string, outcome: Outcome) {
  return { lease, ...outcome };
}
