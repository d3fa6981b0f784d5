/** A time in milliseconds since 1970, with fractions; all clocks are this machine's. */
export type Instant = number;

/** Which of a person's lanes: of the answers, the texts out, the urgent ones, the summaries. */
export type LaneKind = "conversation" | "send" | "urgent" | "summary";

/** A post of a person's text to us, as the carrier noted it. */
export interface TextIn {
  sid: string;
  person: number;
  at: Instant;
  answeredAt: Instant;
  /** The HTTP status of our answer; null: there was none. 200 acknowledges the text. */
  status: number | null;
}

/** A POST of a text by us, as the carrier noted it. */
export interface PostOut {
  person: number;
  /** Our part's id, which its callback's address carries. */
  part: string | null;
  at: Instant;
  /** When the carrier accepted or refused it; null: it never did. */
  decidedAt: Instant | null;
  /** Null: it was not accepted. */
  sid: string | null;
}

/** A call of the model, as the model noted it. */
export interface ModelCall {
  number: number;
  person: number;
  lane: LaneKind;
  at: Instant;
  /** When it was answered, or its connection was gone; null: it still is open. */
  endedAt: Instant | null;
  requestId: string;
}

export interface StoredMessage {
  id: string;
  person: number;
  direction: "inbound" | "outbound";
  position: number;
  sid: string | null;
  task: string | null;
  unansweredReason: string | null;
  status: string;
  statusReason: string | null;
  purpose: string;
  trace: string;
}

/** A row of message_queue: a text that nobody asked for. */
export interface QueuedText {
  id: string;
  person: number;
  status: string;
  reason: string | null;
  /** When the orchestrator looks at it again. */
  lookAt: Instant;
  sequence: { id: string; position: number } | null;
  trace: string;
}

export interface StoredPart {
  id: string;
  message: string;
  index: number;
  count: number;
  status: string;
  /** When it was begun, the last time. */
  begunAt: Instant | null;
  errorCode: number | null;
}

export interface StoredTask {
  id: string;
  person: number;
  type: string;
  status: string;
  trace: string;
}

/** A lease from its claim to its end, noted by a trigger of ours: the engine forgets it. */
export interface LeaseSpan {
  token: string;
  person: number;
  lane: LaneKind;
  claimedAt: Instant;
  endedAt: Instant | null;
}

/** A row of agent_actions_log. */
export interface LoggedCall {
  lease: string;
  status: string;
  requestId: string | null;
}

export interface DeadLetter {
  task: string;
  type: string;
  reason: string;
  person: number;
  trace: string;
  /** Its errors in order: a code and a sentence of ours each. */
  errors: string[];
}

/** A booking that we tried, and what we were told. */
export interface TriedBooking {
  key: string;
  person: number;
  amount: number;
  /** `booked`: some commit was acknowledged. `refused`: it would have gone below zero. */
  outcome: "booked" | "refused" | "killed" | "unknown";
}

export interface LedgerRow {
  key: string;
  person: number;
  amount: number;
  processed: boolean;
}

/** Counts that must be zero at the end, and sums that must be equal. */
export interface Books {
  lanesDue: number;
  lanesLeased: number;
  leases: number;
  openEvents: number;
  startedCalls: number;
  deadlocks: number;
  driftedBalances: number;
  /** What the database refused the functions, by SQLSTATE, as its own log has it. */
  refusals: Record<string, number>;
  settled: Usage;
  used: Usage;
}

export interface Usage {
  calls: number;
  inputTokens: number;
  outputTokens: number;
}

/** What the carrier, the model and the database say of a run that is over. No words, no numbers. */
export interface Evidence {
  textsIn: TextIn[];
  /** In the order in which the carrier got them. */
  postsOut: PostOut[];
  calls: ModelCall[];
  messages: StoredMessage[];
  parts: StoredPart[];
  queue: QueuedText[];
  /** Proactive texts that a person may be sent in an hour. */
  hourlyMax: number;
  /** From here on nothing was decided any more. */
  quietAt: Instant;
  tasks: StoredTask[];
  leases: LeaseSpan[];
  loggedCalls: LoggedCall[];
  deadLetters: DeadLetter[];
  bookings: TriedBooking[];
  ledger: LedgerRow[];
  balances: Array<{ person: number; cached: number }>;
  books: Books;
}

export interface Violation {
  check: string;
  /** What is wrong, with ids and no words. */
  what: string;
  /** The trace of the text concerned, where there is one. */
  trace: string | null;
}
