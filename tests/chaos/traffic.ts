import { setTimeout as sleep } from "node:timers/promises";
import { postText } from "../../local/carrier/client.ts";
import type { Plan, PlannedText } from "./plan.ts";

/** Texts begun and not yet acknowledged; beyond this no further one is begun. */
const OPEN_MAX = 24;
/** Twilio's fallback URL brings a text that was not acknowledged; so do we, this often. */
const AGAIN_MS = 500;
const GIVE_UP_MS = 90_000;

export interface Traffic {
  carrierUrl: string;
  ours: string;
  /** Told before each text how many were begun. */
  begun(count: number): void;
}

/**
 * Writes all texts at a steady pace. Those of one person are posted one after the other, each when
 * the one before was acknowledged, but for those that are planned beside it. Says how many were
 * never acknowledged.
 */
export async function writeTexts(plan: Plan, traffic: Traffic): Promise<{ given_up: number }> {
  const queues = new Map<number, { before: Promise<unknown>; all: Promise<unknown> }>();
  const open = new Set<Promise<void>>();
  let given_up = 0;
  for (const [nth, text] of plan.texts.entries()) {
    traffic.begun(nth);
    const queue = queues.get(text.person) ?? { before: Promise.resolve(), all: Promise.resolve() };
    const before = text.beside ? queue.before : queue.all;
    const posted = before.then(async () => {
      if (!(await post(text, plan, traffic))) given_up += 1;
    });
    queues.set(text.person, { before, all: Promise.all([queue.all, posted]) });
    const over = posted.finally(() => open.delete(over));
    open.add(over);
    if (open.size >= OPEN_MAX) await Promise.race(open);
    await sleep(plan.gapMs);
  }
  await Promise.all(open);
  traffic.begun(plan.texts.length);
  return { given_up };
}

async function post(
  { person, body }: PlannedText,
  { people }: Plan,
  { carrierUrl, ours }: Traffic,
): Promise<boolean> {
  const end = performance.now() + GIVE_UP_MS;
  const text = { from: people[person]?.phone ?? "", to: ours, body };
  let posted = await postText(carrierUrl, text);
  while (posted.webhookStatus !== 200) {
    if (performance.now() > end) return false;
    await sleep(AGAIN_MS);
    posted = await postText(carrierUrl, { ...text, messageSid: posted.messageSid });
  }
  return true;
}
