import { DateTime } from "luxon";

/** A moment at which clocks are set, and by how much they are ahead of UTC before and after. */
export interface ClockChange {
  /** Minutes since 1970, as are those of `clockChanges`. */
  minute: number;
  before: number;
  after: number;
}

const DAY = 1_440;

/** When the clocks of a zone are set, from a minute to another, as Luxon knows it. */
export function clockChanges(zone: string, from: number, until: number): ClockChange[] {
  const changes: ClockChange[] = [];
  let before = offsetAt(zone, from);
  for (let day = from; day < until; day += DAY) {
    const after = offsetAt(zone, day + DAY);
    if (after !== before) changes.push({ minute: setAt(zone, day, before), before, after });
    before = after;
  }
  return changes;
}

function setAt(zone: string, day: number, before: number): number {
  let low = day;
  let high = day + DAY;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

function offsetAt(zone: string, minute: number): number {
  return DateTime.fromMillis(minute * 60_000, { zone }).offset;
}
