const DAY = 1_440;

/** Minutes of a day, from the first to before the second, over midnight if need be. */
export type Span = [from: number, until: number];

export function isWithin([from, until]: Span, minute: number): boolean {
  return from <= until ? minute >= from && minute < until : minute >= from || minute < until;
}

/** Which minute of its day a minute is; there are some before 1970. */
export function onADay(minute: number): number {
  return ((minute % DAY) + DAY) % DAY;
}
