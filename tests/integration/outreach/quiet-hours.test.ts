import { assert, asyncProperty, boolean, constantFrom, integer, option, tuple } from "fast-check";
import { IANAZone } from "luxon";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type OwnDatabase, ownDatabase } from "../schema/own-database.ts";
import { type Answer, askHours } from "./ask-hours.ts";
import { type ClockChange, clockChanges } from "./clock-changes.ts";
import { type NumberPlace, numberPlaces } from "./number-places.ts";
import { QuietWalk } from "./quiet-walk.ts";
import { isWithin, onADay, type Span } from "./span.ts";
import { spansAround } from "./spans-around.ts";
import { WallClock } from "./wall-clock.ts";

const TENANT = "00000000-0000-4000-8000-000000000001";
const CONNECTIONS = 2;
const MINUTE_MS = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;
/** Zones of which the two databases may think differently: governments decide at short notice. */
const ELSEWHERE_MAX = 8;
const PLACES_A_QUERY = 40;
/** So far back an earlier day may have begun, and so far ahead the next quiet hours may begin. */
const WALK = { back: 80 * HOUR, ahead: 104 * HOUR };

const YEAR = { from: minuteOf("2026-01-01"), until: minuteOf("2027-01-01") };
const AN_ORDINARY_DAY = minuteOf("2026-06-10T12:00Z");

/** The past, for what it shows: skipped days, jumps over a midnight, an hour back for Ramadan. */
const ODD: [zone: string, day: string][] = [
  ["Pacific/Apia", "2011-12-30"],
  ["Pacific/Kwajalein", "1993-08-21"],
  ["Pacific/Kiritimati", "1994-12-31"],
  ["America/St_Johns", "2010-11-07"],
  ["America/St_Johns", "2011-03-13"],
  ["America/Toronto", "1919-03-31"],
  ["America/Asuncion", "2023-10-01"],
  ["America/Caracas", "2016-05-01"],
  ["Asia/Pyongyang", "2018-05-04"],
  ["Asia/Kathmandu", "1986-01-01"],
  ["Africa/Casablanca", "2025-02-23"],
  ["Africa/Casablanca", "2025-04-06"],
];

/** A night; and an hour that is over in one zone of a large country before it begins in another. */
const NUMBERS_SPANS: Span[] = [
  [21 * HOUR, 8 * HOUR],
  [12 * HOUR, 13 * HOUR],
];

/** A zone at a time of interest. */
interface Place {
  zone: string;
  minute: number;
  change: ClockChange | null;
}

let db: OwnDatabase;
/** In every zone that both know an ordinary day, and each change of the clocks in the year. */
let places: Place[];
let elsewhere: Set<string>;

beforeAll(async () => {
  db = await ownDatabase(CONNECTIONS);
  // The law's would stand above all that is tried here.
  await db.sql`update private.settings set value = 0
    where name in ('quiet_from_minute', 'quiet_until_minute')`;
  const rows = await db.sql`select name from private.timezones order by name`;
  const known = z.array(z.object({ name: z.string() })).parse([...rows]);
  const both = known.map(({ name }) => name).filter((name) => IANAZone.isValidZone(name));
  const everywhere = both.flatMap((zone) => placesOf(zone));
  elsewhere = await zonesThatDiffer(everywhere);
  places = everywhere.filter(({ zone }) => !elsewhere.has(zone));
});

afterAll(() => db.stop());

test("the two databases of zones agree but for a handful", () => {
  expect(new Set(places.map(({ zone }) => zone)).size).toBeGreaterThan(400);
  expect([...elsewhere].length, [...elsewhere].join(" ")).toBeLessThanOrEqual(ELSEWHERE_MAX);
});

test("in every zone, on an ordinary day and around each change of the clocks, quiet is what the wall says", async () => {
  expect(places.filter(({ change }) => change !== null).length).toBeGreaterThan(250);
  expect(await faultsAt([...places, ...(await oddPlaces())])).toEqual([]);
});

test("whatever hours a tenant and a person have, the union of them holds", async () => {
  const minute = integer({ min: 0, max: DAY - 1 });
  const span = tuple(minute, minute);
  const delta = integer({ min: -3 * DAY * MINUTE_MS, max: 3 * DAY * MINUTE_MS });
  await assert(
    asyncProperty(
      constantFrom(...places),
      delta,
      span,
      option(span),
      boolean(),
      async (place, after, theirs, own, ownCount) => {
        await setTenantsHours(theirs);
        const moment = place.minute * MINUTE_MS + after;
        const clock = clockAround(place.zone, Math.floor(moment / MINUTE_MS));
        const walk = new QuietWalk(clock, own !== null && ownCount ? [theirs, own] : [theirs]);
        const person = { timezone: place.zone, ...(own === null ? {} : columnsOf(own)) };
        const [answer] = await askHours(db.sql, TENANT, [
          { person, own: ownCount, moments: [moment] },
        ]);
        expect(answer).toEqual(expected(clock, walk, moment));
      },
    ),
    { numRuns: 400 },
  );
  await setTenantsHours([0, 0]);
});

test("who has only a number is left in peace from the first of its zones' hours to the last of them", async () => {
  const numbers = numberPlaces();
  expect(numbers.length).toBeGreaterThan(240);
  const days = ["2026-01-15", "2026-03-20", "2026-07-15"].map(minuteOf);
  const moments = days.flatMap((day) =>
    Array.from({ length: 8 }, (_, n) => (day + 3 * n * HOUR + 7) * MINUTE_MS),
  );
  const cases = NUMBERS_SPANS.flatMap((span) => numbers.map((number) => ({ ...number, span })));
  const asked = cases.map(({ phone, span }) => {
    return { person: { phone_number: phone, ...columnsOf(span) }, moments };
  });
  const answers = (await askHours(db.sql, TENANT, asked)).values();
  const faults = cases.flatMap(({ span, ...number }) =>
    moments.flatMap((moment) => {
      const isQuiet = answers.next().value?.until !== null;
      return isQuiet === isQuietSomewhere(number, span, moment)
        ? []
        : [`${number.phone.slice(0, 5)} ${new Date(moment).toISOString()} ${span.map(timeOf)}`];
    }),
  );
  expect(faults).toEqual([]);
});

/** Whether it is within a span at any offset from the least to the most of a number's zones. */
function isQuietSomewhere({ zones }: NumberPlace, span: Span, moment: number): boolean {
  const offsets = zones.map((zone) => IANAZone.create(zone).offset(moment));
  const least = Math.min(...offsets);
  return Array.from({ length: Math.max(...offsets) - least + 1 }, (_, n) => least + n).some(
    (offset) => isWithin(span, onADay(moment / MINUTE_MS + offset)),
  );
}

function placesOf(zone: string): Place[] {
  return [
    { zone, minute: AN_ORDINARY_DAY, change: null },
    ...clockChanges(zone, YEAR.from, YEAR.until).map((change) => {
      return { zone, minute: change.minute, change };
    }),
  ];
}

async function oddPlaces(): Promise<Place[]> {
  const places = ODD.map(([zone, day]) => {
    const [change, ...others] = clockChanges(
      zone,
      minuteOf(day) - 2 * DAY,
      minuteOf(day) + 2 * DAY,
    );
    if (change === undefined || others.length > 0) throw new Error(`no change in ${zone}, ${day}`);
    return { zone, minute: change.minute, change };
  });
  const same = await offsetsAgree(
    places.flatMap(({ zone, minute }) => [-1, 0].map((n) => ({ zone, minute: minute + n }))),
  );
  const both = places.filter((_, n) => same[2 * n] && same[2 * n + 1]);
  expect(both.length).toBeGreaterThan(ODD.length - 3);
  return both;
}

/** Where the database says something else than a walk along the clock does. */
async function faultsAt(places: Place[]): Promise<string[]> {
  const faults: string[] = [];
  let next = 0;
  const askOn = async () => {
    while (next < places.length && faults.length < 10) {
      const some = places.slice(next, next + PLACES_A_QUERY);
      next += PLACES_A_QUERY;
      faults.push(...(await faultsOf(some)));
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, askOn));
  return faults.slice(0, 10);
}

async function faultsOf(places: Place[]): Promise<string[]> {
  const cases = places.flatMap((place) => {
    const clock = clockAround(place.zone, place.minute);
    return spansAround(place.change).map((span) => {
      const walk = new QuietWalk(clock, [span]);
      return { place, span, clock, walk, moments: momentsAround(place) };
    });
  });
  const asked = cases.map(({ place, span, moments }) => {
    return { person: { timezone: place.zone, ...columnsOf(span) }, moments };
  });
  const answers = (await askHours(db.sql, TENANT, asked)).values();
  return cases.flatMap(({ place, span, clock, walk, moments }) =>
    moments.flatMap((moment) => {
      const said = JSON.stringify(readable(answers.next().value));
      const right = JSON.stringify(readable(expected(clock, walk, moment)));
      const where = `${place.zone} ${new Date(moment).toISOString()} ${span.map(timeOf).join("-")}`;
      return said === right ? [] : [`${where}: ${said}, not ${right}`];
    }),
  );
}

function expected(clock: WallClock, walk: QuietWalk, moment: number): Answer {
  const minute = Math.floor(moment / MINUTE_MS);
  return {
    until: walk.until(moment),
    from: walk.from(moment),
    day: clock.dayAt(minute),
    began: clock.dayBegan(clock.dayAt(minute)) * MINUTE_MS,
  };
}

/** In milliseconds: far from the change, at it, and to both sides of what it skips or repeats. */
function momentsAround({ minute, change }: Place): number[] {
  const length = change === null ? HOUR : Math.abs(change.after - change.before);
  const near = [-200, -length, -1, -0.001, 1, length / 2 - 1, length / 2, length - 0.5, length];
  const minutes = [-27 * HOUR, 0, 5 * HOUR, 11 * HOUR, ...(change === null ? [] : near)];
  return [...minutes, 2 * length, 27 * HOUR].map((after) => (minute + after) * MINUTE_MS);
}

function clockAround(zone: string, minute: number): WallClock {
  return new WallClock(zone, minute - WALK.back, WALK.back + WALK.ahead);
}

/** Zones whose clocks are not the same to Luxon and Postgres, on some day or around a change. */
async function zonesThatDiffer(everywhere: Place[]): Promise<Set<string>> {
  const days = Array.from({ length: 374 }, (_, day) => YEAR.from + (day - 4) * DAY + DAY / 2);
  const looks = everywhere.flatMap(({ zone, minute, change }) => {
    const minutes = change === null ? days : [minute - 1, minute];
    return minutes.map((look) => ({ zone, minute: look }));
  });
  const agree = await offsetsAgree(looks);
  return new Set(looks.filter((_, n) => !agree[n]).map(({ zone }) => zone));
}

async function offsetsAgree(looks: { zone: string; minute: number }[]): Promise<boolean[]> {
  const rows = await db.sql`
    select extract(epoch from (m at time zone zone) - (m at time zone 'UTC'))::integer as seconds
    from unnest(${looks.map(({ zone }) => zone)}::text[],
        ${looks.map(({ minute }) => minute * 60)}::float8[]) with ordinality l (zone, epoch, n)
    cross join lateral to_timestamp(epoch) m
    order by n`;
  const seconds = z.array(z.object({ seconds: z.number() })).parse([...rows]);
  return looks.map(({ zone, minute }, n) => {
    return IANAZone.create(zone).offset(minute * MINUTE_MS) * 60 === seconds[n]?.seconds;
  });
}

async function setTenantsHours([from, until]: Span): Promise<void> {
  const hours = { quiet_from_minute: from, quiet_until_minute: until };
  await db.sql`update public.tenants set settings = settings || ${db.sql.json(hours)}
    where id = ${TENANT}`;
}

function columnsOf([from, until]: Span): Record<string, string> {
  return { quiet_hours_start: timeOf(from), quiet_hours_end: timeOf(until) };
}

function timeOf(minute: number): string {
  return [Math.floor(minute / HOUR), minute % HOUR]
    .map((n) => String(n).padStart(2, "0"))
    .join(":");
}

function minuteOf(day: string): number {
  return Date.parse(day) / MINUTE_MS;
}

/** For a message: moments as such, JSON has no infinity. */
function readable(answer: Answer | undefined) {
  return Object.entries(answer ?? {}).map(
    ([name, value]) =>
      `${name} ${typeof value === "number" && name !== "day" && Number.isFinite(value) ? new Date(value).toISOString() : value}`,
  );
}
