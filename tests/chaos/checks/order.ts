import type { Evidence, Violation } from "../evidence.ts";

const CHECK = "order within a conversation";

/**
 * A text that was posted after another of the same person had been acknowledged stands behind it;
 * and what the carrier accepted for a person came by position, and by part within one text; what is
 * urgent overtakes the rest.
 */
export function checkOrder(evidence: Evidence): Violation[] {
  return [...textsIn(evidence), ...textsOut(evidence)];
}

function textsIn({ textsIn, messages }: Evidence): Violation[] {
  const stored = new Map(
    messages.flatMap((one) => (one.direction === "inbound" ? [[one.sid, one] as const] : [])),
  );
  const spans = [...Map.groupBy(textsIn, (one) => one.sid).values()].flatMap((posts) => {
    const answers = posts.filter((one) => one.status === 200).map((one) => one.answeredAt);
    const message = stored.get(posts[0]?.sid ?? null);
    if (message === undefined) return [];
    // Before its first post nobody can have stored it, and from its first answer on it is stored.
    const begun = Math.min(...posts.map((one) => one.at));
    return [{ message, begun, acknowledged: Math.min(...answers) }];
  });
  const found: Violation[] = [];
  for (const of of Map.groupBy(spans, (one) => one.message.person).values()) {
    for (const before of of) {
      for (const after of of) {
        if (before.acknowledged > after.begun) continue;
        if (before.message.position < after.message.position) continue;
        found.push({
          check: CHECK,
          what: `${after.message.sid} was written after ${before.message.sid} and stands before it`,
          trace: after.message.trace,
        });
      }
    }
  }
  return found;
}

function textsOut({ postsOut, messages, parts }: Evidence): Violation[] {
  const messageOf = new Map(messages.map((one) => [one.id, one]));
  const partOf = new Map(parts.map((one) => [one.id, one]));
  const reached = new Map<string, { position: number; index: number }>();
  const found: Violation[] = [];
  const accepted = postsOut.filter((one) => one.sid !== null);
  for (const post of accepted.toSorted((a, b) => (a.decidedAt ?? 0) - (b.decidedAt ?? 0))) {
    const part = partOf.get(post.part ?? "");
    const message = messageOf.get(part?.message ?? "");
    if (part === undefined || message === undefined) continue;
    const here = { position: message.position, index: part.index };
    const line = `${message.person} ${message.purpose === "urgent"}`;
    const last = reached.get(line);
    reached.set(line, here);
    if (last === undefined || last.position < here.position) continue;
    // The same part again is another check's.
    if (last.position === here.position && last.index <= here.index) continue;
    found.push({
      check: CHECK,
      what: `part ${here.index} of message ${here.position} left after part ${last.index} of message ${last.position}`,
      trace: message.trace,
    });
  }
  return found;
}
