import type { Evidence, PostOut, QueuedText, StoredMessage, Violation } from "../evidence.ts";

const CHECK = "proactive texts";
const OVER = new Set(["sent", "superseded", "cancelled", "expired", "failed"]);
/** Nobody is sure that it left, or a part of it was refused. */
const MAY_HAVE_LEFT = new Set(["sent", "failed"]);
/** An hour by the carrier's clock may be seconds shorter than by ours, which counts from the begin. */
const HOUR_MS = 59 * 60_000;

/**
 * Every text that nobody asked for is over or waits for a later time with a reason, leaves once and
 * in its sequence's order, within its person's hour, and none is begun after their STOP. What left,
 * and when, is what the carrier says.
 */
export function checkOutreach(evidence: Evidence): Violation[] {
  const texts = textsOf(evidence);
  return [
    ...ends(evidence),
    ...leavesOnce(evidence, texts),
    ...hours(evidence, texts),
    ...sequences(evidence, texts),
    ...afterStop(evidence),
  ];
}

/** A proactive message that the carrier has, and when it took the first of it. */
interface Accepted {
  message: StoredMessage;
  at: number;
}

function textsOf({ messages, parts, postsOut }: Evidence): Accepted[] {
  const messageOf = new Map(parts.map((one) => [one.id, one.message]));
  const accepted = new Map<string, number>();
  for (const { part, sid, decidedAt } of postsOut) {
    const message = messageOf.get(part ?? "");
    if (sid === null || decidedAt === null || message === undefined) continue;
    accepted.set(message, Math.min(decidedAt, accepted.get(message) ?? Infinity));
  }
  return messages.flatMap((message) => {
    const at = accepted.get(message.id);
    return at !== undefined && isProactive(message) ? [{ message, at }] : [];
  });
}

function isProactive({ purpose }: StoredMessage): boolean {
  return purpose === "proactive" || purpose === "urgent";
}

function ends({ queue, quietAt }: Evidence): Violation[] {
  return queue.flatMap((row) => {
    if (OVER.has(row.status)) return [];
    if (row.status === "queued" && row.reason !== null && row.lookAt > quietAt) return [];
    return [violation(row, `is ${row.status} at rest (${row.reason ?? "no reason"})`)];
  });
}

function leavesOnce({ queue }: Evidence, texts: Accepted[]): Violation[] {
  const left = Map.groupBy(texts, ({ message }) => message.trace);
  return queue.flatMap((row) => {
    const times = left.get(row.trace)?.length ?? 0;
    if (times > 1) return [violation(row, `left ${times} times`)];
    if (times === 1 && !MAY_HAVE_LEFT.has(row.status)) {
      return [violation(row, `left, and is ${row.status}`)];
    }
    if (times === 0 && row.status === "sent") return [violation(row, "is sent and never left")];
    return [];
  });
}

function hours({ hourlyMax }: Evidence, texts: Accepted[]): Violation[] {
  const proactive = texts.filter(({ message }) => message.purpose === "proactive");
  const people = Map.groupBy(proactive, ({ message }) => message.person);
  return [...people].flatMap(([person, theirs]) => {
    const sorted = theirs.toSorted((a, b) => a.at - b.at);
    return sorted.flatMap(({ message, at }, nth) => {
      const before = sorted[nth - hourlyMax];
      if (before === undefined || at - before.at >= HOUR_MS) return [];
      const what = `person ${person} was sent more than ${hourlyMax} in an hour`;
      return [{ check: CHECK, what, trace: message.trace }];
    });
  });
}

function sequences({ queue }: Evidence, texts: Accepted[]): Violation[] {
  const left = new Map(texts.map(({ message, at }) => [message.trace, at]));
  const parts = queue.filter((one) => one.sequence !== null);
  return parts.flatMap((row) => {
    const at = left.get(row.trace);
    const before = parts.find(
      (one) =>
        one.sequence?.id === row.sequence?.id &&
        one.sequence?.position === (row.sequence?.position ?? 0) - 1,
    );
    if (at === undefined || before === undefined) return [];
    if ((left.get(before.trace) ?? Infinity) < at) return [];
    return [violation(row, "left before the part before it")];
  });
}

/** The carrier refuses what comes after a STOP itself; so what counts is what we still began. */
function afterStop(evidence: Evidence): Violation[] {
  const silences = silencesOf(evidence);
  const partOf = new Map(evidence.parts.map((one) => [one.id, one]));
  const messageOf = new Map(evidence.messages.map((one) => [one.id, one]));
  return evidence.postsOut.flatMap((post: PostOut) => {
    const part = partOf.get(post.part ?? "");
    const message = messageOf.get(part?.message ?? "");
    if (part?.begunAt == null || message === undefined || !isProactive(message)) return [];
    const begun = part.begunAt;
    if (!silences.some((one) => isIn(one, post) && one.from < begun && begun < one.to)) return [];
    const what = `part ${part.id} was begun after its person's STOP`;
    return [{ check: CHECK, what, trace: message.trace }];
  });
}

interface Silence {
  person: number;
  from: number;
  to: number;
}

function isIn({ person, from, to }: Silence, post: PostOut): boolean {
  return post.person === person && from < post.at && post.at < to;
}

/** From the moment at which we had acknowledged a STOP until a START was on its way. */
function silencesOf({ textsIn, messages }: Evidence): Silence[] {
  const reasons = new Map(messages.map((one) => [one.sid, one.unansweredReason]));
  const said = (reason: string) => textsIn.filter(({ sid }) => reasons.get(sid) === reason);
  const starts = said("opt_in_word");
  return said("opt_out_word")
    .filter(({ status }) => status === 200)
    .map(({ person, at, answeredAt }) => {
      const back = starts.filter((one) => one.person === person && one.at > at);
      return { person, from: answeredAt, to: Math.min(...back.map((one) => one.at)) };
    });
}

function violation({ id, trace }: QueuedText, what: string): Violation {
  return { check: CHECK, what: `queued text ${id} ${what}`, trace };
}
