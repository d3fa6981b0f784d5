import type { Job } from "../engine/enqueue.ts";

/** Hears of each job's start, and counts those that are not the next of their lane. */
export class Order {
  #next = new Map<number, number>();
  count = 0;
  violations = 0;

  readonly started = ({ lane, nth }: Job): void => {
    const expected = this.#next.get(lane) ?? 0;
    if (nth !== expected) this.violations += 1;
    this.#next.set(lane, Math.max(expected, nth + 1));
    this.count += 1;
  };
}
