import { z } from "zod";
import { randomFrom } from "../random.ts";

const count = z.number().int().min(1).max(1_000_000);
const rule = z.union([
  count.transform((times) => ({ count: times })),
  z.strictObject({ count: count.optional(), probability: z.number().min(0).max(1).optional() }),
]);

/** What can go wrong with a POST of a text. Each happens before or after it was accepted. */
const sendFaults = {
  http429: rule,
  http500: rule,
  reset: rule,
  http500Accepted: rule,
  timeoutAccepted: rule,
  garbled201: rule,
  resetAccepted: rule,
} as const;

/** What can go wrong with all the status callbacks of a text. */
const callbackFaults = {
  callbacksLate: rule,
  callbacksDoubled: rule,
  callbacksReversed: rule,
  callbacksDropped: rule,
  callbacksHeld: rule,
} as const;

const webhookFaults = { webhooksDoubled: rule, webhooksLost: rule } as const;

/** A medium that cannot be had yet, as right after its text. */
const mediaFaults = { mediaLate: rule } as const;

/** What can go wrong with an email, and with a webhook to one of the carrier's hooks. */
const postFaults = { email500: rule, hook500: rule, hook410: rule } as const;

/** Not a failure: the POST of a text takes its time before it is processed. */
const delays = { slow: rule } as const;

export type SendFault = keyof typeof sendFaults;
export type CallbackFault = keyof typeof callbackFaults;
export type FaultName =
  | SendFault
  | CallbackFault
  | keyof typeof webhookFaults
  | keyof typeof mediaFaults
  | keyof typeof postFaults
  | keyof typeof delays;

/**
 * The body of POST /faults: for each fault a number of times, or `{count?, probability?}`; both
 * together strike at random until the count is used up. `seed` makes the chances repeatable.
 */
export const faultPlan = z
  .strictObject({
    ...sendFaults,
    ...callbackFaults,
    ...webhookFaults,
    ...mediaFaults,
    ...postFaults,
    ...delays,
    seed: z.number().int(),
    /** The `Retry-After` of a 429; none without it. */
    retryAfterSeconds: z.number().int().min(0).max(3_600),
    /** How late `callbacksLate` are. */
    lateMs: z.number().int().min(1).max(600_000),
    /** How long a `slow` POST waits. */
    slowMs: z.number().int().min(1).max(600_000),
    /** The port is closed for so long at once, this API included: connections are refused. */
    refuseForMs: z.number().int().min(1).max(60_000),
  })
  .partial();

export type FaultPlan = z.infer<typeof faultPlan>;

export const SEND_FAULTS = Object.keys(sendFaults) as SendFault[];
const LATE_MS_DEFAULT = 3_000;
const SLOW_MS_DEFAULT = 500;
const SEED_DEFAULT = 1;

/** Which faults still strike, and how often each did. */
export class Faults {
  #plan: FaultPlan = {};
  #applied: Partial<Record<FaultName, number>> = {};
  #random = randomFrom(SEED_DEFAULT);

  /** Adds to what is planned; a fault that is named again gets its new rule. */
  plan(plan: FaultPlan): void {
    this.#plan = { ...this.#plan, ...plan };
    if (plan.seed !== undefined) this.#random = randomFrom(plan.seed);
  }

  clear(): void {
    this.#plan = {};
    this.#applied = {};
    this.#random = randomFrom(SEED_DEFAULT);
  }

  get retryAfterSeconds(): number | null {
    return this.#plan.retryAfterSeconds ?? null;
  }

  get lateMs(): number {
    return this.#plan.lateMs ?? LATE_MS_DEFAULT;
  }

  get slowMs(): number {
    return this.#plan.slowMs ?? SLOW_MS_DEFAULT;
  }

  /** Whether this fault strikes now; asking uses it up. */
  strikes(name: FaultName): boolean {
    const rule = this.#plan[name];
    if (rule === undefined || rule.count === 0) return false;
    const probability = "probability" in rule ? (rule.probability ?? 1) : 1;
    if (probability < 1 && this.#random() >= probability) return false;
    if (rule.count !== undefined) this.#plan[name] = { ...rule, count: rule.count - 1 };
    this.#applied[name] = (this.#applied[name] ?? 0) + 1;
    return true;
  }

  report(): { planned: FaultPlan; applied: Partial<Record<FaultName, number>> } {
    return { planned: this.#plan, applied: this.#applied };
  }
}
