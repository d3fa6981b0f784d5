import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  integer,
  oneof,
  record,
} from "fast-check";
import { DateTime } from "luxon";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OwnDatabase, ownDatabase } from "../schema/own-database.ts";
import { type Departure, type Event, type Life, learnWords, PRIORITIES, play } from "./life.ts";

/* Whatever is wanted of somebody, in whatever order: what reaches them. */

const RUNS = 100;
const HOUR_MS = 3_600_000;
const NIGHT = { from: 21, until: 8 };
const ZONES = ["America/New_York", "America/Los_Angeles", "Asia/Tokyo", "Europe/London"];
const SUBJECTS = [null, null, "fair", "berth"];

const event: Arbitrary<Event> = oneof(
  {
    weight: 4,
    arbitrary: record({
      kind: constant("want" as const),
      priority: constantFrom(...PRIORITIES),
      subject: constantFrom(...SUBJECTS),
      parts: constantFrom(1, 1, 3),
    }),
  },
  { weight: 5, arbitrary: constant({ kind: "decide" as const }) },
  {
    weight: 5,
    arbitrary: record({
      kind: constant("send" as const),
      outcome: oneof(
        { weight: 4, arbitrary: constant("accepted" as const) },
        { weight: 1, arbitrary: constantFrom("rejected" as const, "later" as const) },
      ),
    }),
  },
  { weight: 1, arbitrary: constant({ kind: "answer" as const }) },
  {
    weight: 1,
    arbitrary: record({ kind: constant("move" as const), zone: constantFrom(...ZONES) }),
  },
);

const life: Arbitrary<Life> = record({
  daily: integer({ min: 0, max: 4 }),
  hourly: integer({ min: 0, max: 3 }),
  events: array(
    record({ after: oneof(integer({ min: 0, max: 15 }), integer({ min: 0, max: 120 })), event }),
    { minLength: 60, maxLength: 160, size: "max" },
  ),
});

let db: OwnDatabase;

beforeAll(async () => {
  db = await ownDatabase(1);
  await learnWords(db.sql);
});

afterAll(() => db.stop());

function isNight({ at, zone }: Departure): boolean {
  const { hour } = DateTime.fromJSDate(at, { zone });
  return hour >= NIGHT.from || hour < NIGHT.until;
}

/** So many had a place in the day that it was for them when this one took its own, it among them. */
function inItsDay(all: Departure[], { slot, zone }: Departure): number {
  const began = DateTime.fromJSDate(slot, { zone }).startOf("day").toJSDate();
  return all.filter((other) => other.slot >= began && other.slot <= slot).length;
}

function inItsHour(all: Departure[], { slot }: Departure): number {
  return all.filter(
    (other) => other.slot <= slot && slot.getTime() - other.slot.getTime() < HOUR_MS,
  ).length;
}

/** What left after it and should not have. */
function overtaken(all: Departure[], one: Departure): Departure[] {
  return all
    .slice(all.indexOf(one) + 1)
    .filter((later) =>
      later.sequence === one.sequence
        ? later.position < one.position
        : one.subject !== null && later.subject === one.subject && later.nth < one.nth,
    );
}

test("no limit is passed, no night disturbed, no order turned round, whatever comes", async () => {
  let departed = 0;
  await assert(
    asyncProperty(life, async (lived) => {
      const all = await play(db.sql, lived);
      departed += all.length;
      for (const one of all) {
        expect(isNight(one)).toBe(false);
        expect(inItsDay(all, one)).toBeLessThanOrEqual(lived.daily);
        expect(inItsHour(all, one)).toBeLessThanOrEqual(lived.hourly);
        expect(overtaken(all, one)).toEqual([]);
      }
    }),
    { numRuns: RUNS },
  );
  // Two or three a life leave, on the whole; by lot fewer.
  expect(departed).toBeGreaterThan(RUNS);
});
