import { offsetMinutes } from "./offset-minutes.ts";

/** A year of moments, two a month: clocks are set on different days, and in Morocco for Ramadan. */
const MOMENTS = Array.from({ length: 24 }, (_, n) =>
  Date.UTC(2026, Math.floor(n / 2), n % 2 === 0 ? 1 : 15, 12),
);
const JULY = 12;

interface Clock {
  zone: string;
  /** Ahead of UTC at each of the moments. */
  minutes: number[];
}

/**
 * As few of the zones as have, all year, the clock that is furthest ahead and the one that is
 * furthest behind of all; from the former to the latter, by January and then by July. Of those
 * that would do equally well the first given.
 */
export function outermostZones(zones: string[]): string[] {
  const clocks = [...new Set(zones)].map((zone) => ({
    zone,
    minutes: MOMENTS.map((moment) => offsetMinutes(zone, moment)),
  }));
  const chosen = new Set([...leaders(clocks, 1), ...leaders(clocks, -1)]);
  return [...chosen]
    .sort((a, b) => at(b, 0) - at(a, 0) || at(b, JULY) - at(a, JULY))
    .map(({ zone }) => zone);
}

/** As few clocks as lead in this direction at all moments. */
function leaders(clocks: Clock[], direction: 1 | -1): Clock[] {
  const chosen: Clock[] = [];
  let open = MOMENTS.map((_, n) => n);
  const leadsAt = (clock: Clock, n: number) =>
    clocks.every((other) => direction * (at(clock, n) - at(other, n)) >= 0);
  while (open.length > 0 && clocks.length > 0) {
    const counts = clocks.map((clock) => open.filter((n) => leadsAt(clock, n)).length);
    const best = clocks[counts.indexOf(Math.max(...counts))];
    if (best === undefined) break;
    chosen.push(best);
    open = open.filter((n) => !leadsAt(best, n));
  }
  return chosen;
}

function at(clock: Clock, moment: number): number {
  return clock.minutes[moment] ?? 0;
}
