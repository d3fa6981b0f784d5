import { setTimeout as wait } from "node:timers/promises";
import { percentile } from "../percentile.ts";
import { type Load, type SentText, sendLoad } from "./load.ts";
import { type ProcessGroup, processorTime } from "./processor-time.ts";
import type { BenchStack } from "./stack.ts";

/** Nobody waits longer than this for an answer, and longer is a rate that does not hold. */
const ANSWER_MS_MAX = 2_000;
/** How long what is left behind may take to end before the bench gives up. */
const REST_MS_MAX = 120_000;
const LOOK_EVERY_MS = 20;
/** A queue that grows: the last third of the texts waits by so much longer than the first. */
const GROWTH_MS_MAX = 500;

/** What one rate did. Times in milliseconds from when a text should have been posted. */
export interface Measured {
  load: Load;
  texts: SentText[];
  acks: number[];
  /** Of the floor: its acks. In the order of the texts. */
  answers: number[];
  /** Texts that shared a turn with another. */
  merged: number;
  refused: number;
  unanswered: number;
  /** How late the load itself was. */
  lateness: number[];
  /** Processor time of each group for one text; null when it cannot be known. */
  processor: Map<ProcessGroup, number> | null;
  holds: boolean;
}

/** Plays one rate to its end: every text answered and every callback taken, or two minutes over. */
export async function measure(bench: BenchStack, load: Load): Promise<Measured> {
  const { carrier } = bench;
  const before = processorTime();
  const texts = await sendLoad(bench, load);
  const acks = texts.map(({ due, acked }) => acked - due);
  const refused = texts.filter(({ status }) => status !== 200).length;
  let answers = acks;
  let merged = 0;
  if (load.functionName === "twilio-webhook") {
    await untilAnswered(bench, texts);
    const replies = texts.flatMap(({ mark, due }) => {
      const reply = carrier.replies.get(mark);
      return reply === undefined ? [] : [{ ms: reply.at - due, answers: reply.answers }];
    });
    answers = replies.map(({ ms }) => ms);
    merged = replies.filter((reply) => reply.answers > 1).length;
  }
  const after = processorTime();
  const unanswered = texts.length - answers.length;
  const third = Math.ceil(answers.length / 3);
  const growth = percentile(answers.slice(-third), 0.5) - percentile(answers.slice(0, third), 0.5);
  return {
    load,
    texts,
    acks,
    answers,
    merged,
    refused,
    unanswered,
    lateness: texts.map(({ due, posted }) => posted - due),
    processor: perText(before, after, texts.length),
    holds:
      refused + unanswered === 0 &&
      percentile(answers, 0.95) <= ANSWER_MS_MAX &&
      growth <= GROWTH_MS_MAX,
  };
}

/** Until all are answered and nothing that they caused is in work, so that each rate begins alone. */
async function untilAnswered(bench: BenchStack, texts: SentText[]): Promise<void> {
  const { carrier, sql } = bench;
  const until = performance.now() + REST_MS_MAX;
  while (performance.now() < until) {
    await wait(LOOK_EVERY_MS);
    if (carrier.callbacksOpen > 0 || !texts.every(({ mark }) => carrier.replies.has(mark)))
      continue;
    const [open] = await sql<{ tasks: number }[]>`
      select count(*)::integer as tasks from public.agent_tasks t
      where t.status in ('pending', 'processing')`;
    if (open?.tasks === 0) return;
  }
}

function perText(
  before: Map<ProcessGroup, number> | null,
  after: Map<ProcessGroup, number> | null,
  texts: number,
): Map<ProcessGroup, number> | null {
  if (before === null || after === null) return null;
  return new Map(
    [...after].map(([group, ms]) => [group, (ms - (before.get(group) ?? 0)) / texts] as const),
  );
}
