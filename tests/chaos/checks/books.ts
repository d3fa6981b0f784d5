import type { Books, DeadLetter, Evidence, Violation } from "../evidence.ts";

const CHECK = "bookkeeping";

const MUST_BE_NONE = {
  lanesDue: "lanes are due",
  lanesLeased: "lanes are leased",
  leases: "leases are held",
  openEvents: "events are open",
  startedCalls: "model calls are started and not settled",
  deadlocks: "deadlocks",
} as const satisfies Partial<Record<keyof Books, string>>;

/** The server goes away, or a statement was called off: what the run does to it. */
const OPERATOR_INTERVENTION = /^57/;

/** At rest nothing is held, due or open; no statement was wrong; what was used is what was settled; no work was given up. */
export function checkBooks(evidence: Evidence): Violation[] {
  const { books } = evidence;
  const found: Violation[] = [];
  const add = (what: string, trace: string | null = null) =>
    found.push({ check: CHECK, what, trace });
  for (const key of Object.keys(MUST_BE_NONE)) {
    if (!isCount(key) || books[key] === 0) continue;
    add(`${books[key]} ${MUST_BE_NONE[key]}`);
  }
  for (const [sqlstate, times] of Object.entries(books.refusals)) {
    if (OPERATOR_INTERVENTION.test(sqlstate)) continue;
    add(`the database answered ${sqlstate} ${times} times`);
  }
  for (const key of ["calls", "inputTokens", "outputTokens"] as const) {
    if (books.used[key] === books.settled[key]) continue;
    add(`usage counts ${books.used[key]} ${key}, and the log ${books.settled[key]}`);
  }
  for (const call of evidence.loggedCalls) {
    if (call.requestId === null || hasCall(evidence, call.requestId)) continue;
    add(`the log has a call ${call.requestId} that the model does not know`);
  }
  for (const task of evidence.tasks) {
    if (task.status !== "pending" && task.status !== "processing") continue;
    add(`task ${task.id} (${task.type}) is ${task.status}`, task.trace);
  }
  for (const letter of evidence.deadLetters) {
    if (isAccountedFor(letter, evidence)) continue;
    add(`task ${letter.task} (${letter.type}) is dead: ${letter.reason}`, letter.trace);
  }
  return found;
}

function isCount(key: string): key is keyof typeof MUST_BE_NONE {
  return key in MUST_BE_NONE;
}

function hasCall({ calls }: Evidence, requestId: string): boolean {
  return calls.some((one) => one.requestId === requestId);
}

/** Its texts, or its text, say that they were given up; nothing else may be. */
function isAccountedFor({ type, person }: DeadLetter, { messages }: Evidence): boolean {
  const theirs = messages.filter((one) => one.person === person);
  if (type === "reply") return theirs.some((one) => one.unansweredReason === "given_up");
  if (type === "send_sms") return theirs.some((one) => one.statusReason === "given_up");
  return false;
}
