import type { ClockChange } from "./clock-changes.ts";
import { onADay, type Span } from "./span.ts";

/** Over midnight, within a day, none, and as long as can be. */
const ORDINARY: Span[] = [
  [1_260, 480],
  [720, 840],
  [600, 600],
  [1, 0],
];

/** Quiet hours, some of which begin, end or lie within what a change skips or repeats. */
export function spansAround(change: ClockChange | null): Span[] {
  if (change === null) return ORDINARY;
  const low = change.minute + Math.min(change.before, change.after);
  const high = change.minute + Math.max(change.before, change.after);
  const half = Math.floor((low + high) / 2);
  const spans: Span[] = [
    [low - 180, half],
    [half, high + 120],
    [low - 60, low],
    [high, high + 60],
    [low + 5, half],
    [half, half + 1],
    [half + 1, half],
  ];
  return [...ORDINARY, ...spans.map(([from, until]): Span => [onADay(from), onADay(until)])];
}
