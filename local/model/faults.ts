import { z } from "zod";

/** A fault to play on the calls that match it, `count` times; then it is used up. */
export const fault = z.strictObject({
  kind: z.enum([
    "overloaded", // 529
    "server_error", // 500
    "rate_limit", // 429, with retry-after
    "unauthorized", // 401
    "stall", // headers and the first half of the body, or of the stream, then nothing
    "disconnect", // headers and the first half of the body, then the connection breaks
    "refusal", // 200 with stop_reason refusal
    "truncated", // 200 with stop_reason max_tokens
    "garbage", // 200 with JSON that is no message; not of a stream
    "delay", // the usual answer, late; streamed, each piece of it
    "adversary", // 200 with the worst that a model could propose and say
  ]),
  count: z.int().min(1).max(10_000).default(1),
  /** Which model call of a turn: 1 is the first, 2 the one after the first tools. Any by default. */
  call: z.int().min(1).max(4).optional(),
  /** Only calls of this role, as the first line of the prompt names it. Any by default. */
  role: z.string().optional(),
  /** With `rate_limit`. */
  retry_after_seconds: z.int().min(0).max(86_400).default(1),
  /** With `delay`. */
  delay_ms: z.int().min(0).max(600_000).default(0),
  /** With `adversary`: what it proposes in the first call of a turn, instead of all it can think of. */
  moves: z
    .array(z.tuple([z.string(), z.record(z.string(), z.unknown())]))
    .max(20)
    .optional(),
});

export type Fault = z.infer<typeof fault>;

/** The faults that wait, in the order in which they came. */
export class FaultPlan {
  #waiting: Fault[] = [];

  add(one: Fault): void {
    this.#waiting.push({ ...one });
  }

  clear(): void {
    this.#waiting = [];
  }

  get waiting(): readonly Fault[] {
    return this.#waiting;
  }

  /** The fault for this call, if any, counted down. */
  take(call: number, role: string | null): Fault | null {
    const found = this.#waiting.find(
      (one) => (one.call ?? call) === call && (one.role ?? role) === role,
    );
    if (found === undefined) return null;
    found.count -= 1;
    this.#waiting = this.#waiting.filter((one) => one.count > 0);
    return found;
  }
}

const ERRORS = {
  overloaded: { status: 529, type: "overloaded_error" },
  server_error: { status: 500, type: "api_error" },
  rate_limit: { status: 429, type: "rate_limit_error" },
  unauthorized: { status: 401, type: "authentication_error" },
} as const;

/** The error that a fault answers with, if it is one of those. */
export function errorOf(kind: Fault["kind"]): { status: number; type: string } | null {
  switch (kind) {
    case "overloaded":
    case "server_error":
    case "rate_limit":
    case "unauthorized":
      return ERRORS[kind];
    default:
      return null;
  }
}
