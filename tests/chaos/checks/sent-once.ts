import type { Evidence, Violation } from "../evidence.ts";

const CHECK = "no text sent twice";

/** The carrier accepted each part once, nothing that is no part of ours, and one text a turn. */
export function checkSentOnce({ postsOut, messages, parts }: Evidence): Violation[] {
  const partOf = new Map(parts.map((one) => [one.id, one]));
  const messageOf = new Map(messages.map((one) => [one.id, one]));
  const found: Violation[] = [];
  const accepted = postsOut.filter((one) => one.sid !== null);
  for (const [id, posts] of Map.groupBy(accepted, (one) => one.part)) {
    const part = partOf.get(id ?? "");
    const trace = messageOf.get(part?.message ?? "")?.trace ?? null;
    if (part === undefined) {
      found.push({ check: CHECK, what: `the carrier has a part ${id} that we do not know`, trace });
    }
    if (posts.length > 1) {
      found.push({ check: CHECK, what: `part ${id} was accepted ${posts.length} times`, trace });
    }
  }
  const written = messages.filter((one) => one.direction === "outbound" && one.task !== null);
  for (const [task, replies] of Map.groupBy(written, (one) => one.task)) {
    if (replies.length < 2) continue;
    const trace = replies[0]?.trace ?? null;
    found.push({ check: CHECK, what: `task ${task} wrote ${replies.length} texts`, trace });
  }
  return found;
}
