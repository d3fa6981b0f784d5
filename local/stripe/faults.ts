import { z } from "zod";

/** What goes wrong with the next requests or webhooks, `count` times; then it is used up. */
export const fault = z.strictObject({
  kind: z.enum([
    "rate_limit", // 429, nothing is done, nothing is kept under the key
    "server_error", // 500, which the same idempotency key gets again for ever
    "lost_answer", // it is done, and the connection breaks before the answer
    "silence", // it is done, and no answer comes
    "duplicate", // a webhook is brought twice at once
    "hold", // a webhook is kept until it is released, in any order
  ]),
  count: z.int().min(1).max(10_000).default(1),
});

export type Fault = z.infer<typeof fault>;
export type FaultKind = Fault["kind"];

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

  /** The first fault that is one of these kinds, counted down. */
  take(...kinds: FaultKind[]): FaultKind | null {
    const found = this.#waiting.find((one) => kinds.includes(one.kind));
    if (found === undefined) return null;
    found.count -= 1;
    this.#waiting = this.#waiting.filter((one) => one.count > 0);
    return found.kind;
  }
}
