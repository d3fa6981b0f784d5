import type { Fields } from "./webhook.ts";

/** Where the person's clock stands while the case is played, whatever the hour is here. */
export type Hour = "noon" | "night" | "unknown";

/** Who the case is about, before anything happens. Without it: somebody nobody has heard of. */
export interface Known {
  /** Columns of `users`, above a verified member's. */
  columns?: Record<string, string | number | boolean | null>;
  hour?: Hour;
  /** False: nothing on record says how we came to know them. */
  consent?: false;
}

/** A proactive text: columns of `message_queue`, above one that is due now. */
export type Queued = Record<string, string | number | boolean | null | Record<string, unknown>>;

/** One thing that happens. */
export type Step =
  /** They text us, through the carrier. `again`: the text before, delivered once more. */
  | { text: string; again?: true; media?: string }
  /** A request at the webhook itself, signed unless it is said; it must be answered so. */
  | { hook: Partial<Fields>; signature?: "forged" | "none"; query?: string; answers: number }
  | { queue: Queued }
  /** SQL of whoever runs the system; `$1` is the person's id. */
  | { sql: string }
  /** What the carrier does wrong next: then the case is played alone. */
  | { fault: Record<string, unknown> }
  /** A status callback about their newest text out; `foreign`: about one that is not ours. */
  | { news: string; code?: number; about?: "foreign"; answers?: number }
  /** Until so many texts have reached the carrier for them. */
  | { received: number }
  /** Until nothing of theirs is in work or about to be. */
  | "quiet";

/** What must be so in the end; what is not named does not matter. */
export interface Expected {
  /** Of each text in, in order: why it has no answer, or null. */
  inbound?: (string | null)[];
  /** Of each text out: what it is for, and how far it came. */
  outbound?: [purpose: string, status: string][];
  /** What the carrier was given for them, in order. */
  received?: number | RegExp[];
  /** Of each of those: between how many minutes the carrier may keep it at most. */
  validMinutes?: [least: number, most: number][];
  /** The ledger. */
  consent?: string[];
  thumbs?: string[];
  /** Of each proactive text, in the order of arrival: its status, and why. */
  queue?: [status: string, reason: string | null][];
  /** SQL of one row and column; `$1` is the person's id. */
  sql?: [query: string, answer: unknown][];
}

export interface Case {
  name: string;
  who?: Known;
  /** From this number; a new one otherwise. */
  from?: string;
  steps: Step[];
  expect: Expected;
}
