import { DateTime } from "luxon";

const MINUTE_MS = 60_000;
const DAY = 1_440;
/** Clocks are not set twice in so few minutes. */
const BLOCK = 60;

/** What the clock on the wall shows, minute by minute, as Luxon knows it. Minutes are since 1970. */
export class WallClock {
  readonly begins: number;
  /** The wall's own minutes since 1970, one for each minute from `begins`. */
  readonly shown: Int32Array;
  readonly #days = new Map<number, number>();

  constructor(zone: string, begins: number, minutes: number) {
    this.begins = begins;
    this.shown = new Int32Array(minutes);
    let next = offsetAt(zone, begins);
    for (let block = 0; block < minutes; block += BLOCK) {
      const first = next;
      next = offsetAt(zone, begins + block + BLOCK);
      for (let n = block; n < Math.min(block + BLOCK, minutes); n += 1) {
        this.#show(n, first === next ? first : offsetAt(zone, begins + n));
      }
    }
  }

  #show(n: number, offset: number): void {
    const shown = this.begins + n + offset;
    this.shown[n] = shown;
    const day = Math.floor(shown / DAY);
    if (!this.#days.has(day)) this.#days.set(day, this.begins + n);
  }

  /** Days since 1970. */
  dayAt(minute: number): number {
    const shown = this.shown[minute - this.begins];
    if (shown === undefined) throw new RangeError(`minute ${minute} was not walked through`);
    return Math.floor(shown / DAY);
  }

  /** The first minute of a day, of all that were walked through. */
  dayBegan(day: number): number {
    const first = this.#days.get(day);
    if (first === undefined) throw new RangeError(`day ${day} was not walked through`);
    return first;
  }
}

function offsetAt(zone: string, minute: number): number {
  return DateTime.fromMillis(minute * MINUTE_MS, { zone }).offset;
}
