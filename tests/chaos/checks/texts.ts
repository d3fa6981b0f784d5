import type { Evidence, StoredMessage, Violation } from "../evidence.ts";

const CHECK = "stored and answered once";
/** A text out that is over, and says nothing more about why. */
const THROUGH = new Set(["sent", "delivered", "undelivered"]);

/**
 * Every text that we acknowledged is stored once, and names the finished task whose one reply left,
 * or says why it has none. Acknowledged and accepted is what the carrier's own log says.
 */
export function checkTexts(evidence: Evidence): Violation[] {
  const stored = Map.groupBy(
    evidence.messages.filter((one) => one.direction === "inbound"),
    (one) => one.sid ?? "",
  );
  const acknowledged = new Set(
    evidence.textsIn.filter((one) => one.status === 200).map((one) => one.sid),
  );
  const written = new Set(evidence.textsIn.map((one) => one.sid));
  const found: Violation[] = [];
  for (const sid of acknowledged) {
    const rows = stored.get(sid) ?? [];
    const [text] = rows;
    if (text === undefined || rows.length > 1) {
      found.push(violation(`${sid} was acknowledged and is stored ${rows.length} times`, text));
    }
  }
  for (const [sid, [text]] of stored) {
    if (text === undefined) continue;
    if (!written.has(sid)) found.push(violation(`${sid} is stored and nobody wrote it`, text));
    const why = whyUnanswered(text, evidence);
    if (why !== null) found.push(violation(`${sid} ${why}`, text));
  }
  return found;
}

function violation(what: string, text: StoredMessage | undefined): Violation {
  return { check: CHECK, what, trace: text?.trace ?? null };
}

/** What is wrong with how a text was answered; null when nothing is. */
function whyUnanswered(text: StoredMessage, evidence: Evidence): string | null {
  if (text.task === null) {
    return text.unansweredReason === null ? "is neither answered nor accounted for" : null;
  }
  if (text.unansweredReason !== null) return "is answered and accounted for";
  const task = evidence.tasks.find((one) => one.id === text.task);
  if (task?.status !== "completed") return `names a task that is ${task?.status ?? "gone"}`;
  const replies = evidence.messages.filter(
    (one) => one.direction === "outbound" && one.task === text.task,
  );
  const [reply] = replies;
  if (reply === undefined || replies.length > 1) return `has ${replies.length} replies`;
  return whyNotSent(reply, evidence);
}

function whyNotSent(reply: StoredMessage, evidence: Evidence): string | null {
  const parts = evidence.parts.filter((one) => one.message === reply.id);
  if (THROUGH.has(reply.status)) {
    const accepted = parts.filter((part) =>
      evidence.postsOut.some((post) => post.part === part.id && post.sid !== null),
    );
    const count = parts[0]?.count ?? 1;
    return accepted.length === count
      ? null
      : `has a reply that is ${reply.status}, of which the carrier has ${accepted.length} of ${count} parts`;
  }
  const reason = reply.statusReason ?? parts.find((part) => part.errorCode !== null)?.errorCode;
  const over = ["failed", "unknown", "cancelled"].includes(reply.status);
  return over && reason != null ? null : `has a reply that is ${reply.status} for no reason`;
}
