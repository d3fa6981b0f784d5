import { isWithin, onADay, type Span } from "./span.ts";
import type { WallClock } from "./wall-clock.ts";

const MINUTE_MS = 60_000;
const HORIZON_MS = 72 * 60 * MINUTE_MS;

/** Quiet hours by walking along a clock, minute by minute: slow, and plainly right. */
export class QuietWalk {
  readonly #clock: WallClock;
  readonly #quiet: boolean[];

  constructor(clock: WallClock, spans: Span[]) {
    this.#clock = clock;
    const minutes = Array.from({ length: 1_440 }, (_, n) => spans.some((one) => isWithin(one, n)));
    this.#quiet = Array.from(clock.shown, (shown) => minutes[onADay(shown)] === true);
  }

  /** `at` in milliseconds, and so are the answers. */
  until(at: number): number | null {
    const over = this.#next(at, false);
    if (over === at) return null;
    return over < at + HORIZON_MS ? over : Number.POSITIVE_INFINITY;
  }

  from(at: number): number {
    return this.#next(at, true);
  }

  #next(at: number, wanted: boolean): number {
    const first = Math.floor(at / MINUTE_MS) - this.#clock.begins;
    if (this.#quiet[first] === wanted) return at;
    const found = this.#quiet.indexOf(wanted, first);
    return found < 0 ? Number.POSITIVE_INFINITY : (this.#clock.begins + found) * MINUTE_MS;
  }
}
