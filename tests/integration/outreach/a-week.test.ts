import process from "node:process";
import type { DateTime } from "luxon";
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from "vitest";
import { type OwnDatabase, ownDatabase } from "../schema/own-database.ts";
import { liveWeek, type Told, type Week } from "./live-week.ts";
import { printWeek } from "./print-week.ts";
import { PRIORITIES } from "./week-of-texts.ts";

/** `WEEK=print` shows the week whatever comes of it. */
const PRINTED = process.env.WEEK === "print";
const DAY_MAX = 5;
const HOUR_MAX = 2;
const WAKING = { from: 8 * 60, until: 21 * 60 };
/** Of what may leave at all: so few are still in the queue when the week is over. */
const LEFT_OVER_MAX = 2;

type Left = Told & { leftAt: DateTime; place: number; validUntil: DateTime };

let db: OwnDatabase;
let week: Week;
/** In the order in which the carrier was handed them. */
let left: Left[];

beforeAll(async () => {
  db = await ownDatabase(1);
  week = await liveWeek(db.sql);
  left = week.told
    .filter((one): one is Left => one.leftAt !== null)
    .toSorted((a, b) => a.place - b.place);
  if (PRINTED) process.stdout.write(`${printWeek(week)}\n`);
});

afterAll(() => db.stop());

/** One of the week's rules, with the week to read when it does not hold. */
function rule(name: string, holds: () => void): void {
  test(name, () => {
    onTestFailed(() => {
      process.stderr.write(`${printWeek(week)}\n`);
    });
    holds();
  });
}

const minuteOf = (at: DateTime) => at.hour * 60 + at.minute;
const rankOf = ({ wish }: Told) => PRIORITIES.indexOf(wish.priority);

describe("a week of one member's life, with forty texts from five agents", () => {
  rule("at most five a day of theirs and two in any hour", () => {
    const days = Map.groupBy(left, ({ leftAt }) => week.there(leftAt).toISODate());
    expect(Math.max(...[...days.values()].map((of) => of.length))).toBe(DAY_MAX);
    for (const [nth, { leftAt }] of left.slice(HOUR_MAX).entries()) {
      expect(leftAt.diff(left[nth]?.leftAt ?? leftAt).as("hours")).toBeGreaterThanOrEqual(1);
    }
  });

  rule("none at night, where they are then, nor may the carrier keep one until it is", () => {
    for (const { leftAt, validUntil } of left) {
      expect(minuteOf(week.there(leftAt))).toBeGreaterThanOrEqual(WAKING.from);
      expect(minuteOf(week.there(leftAt))).toBeLessThan(WAKING.until);
      const end = week
        .there(leftAt)
        .startOf("day")
        .set({ hour: WAKING.until / 60 });
      expect(validUntil <= end, `${validUntil.toISO()} ≤ ${end.toISO()}`).toBe(true);
    }
    const dayOfTheClocks = left.filter(
      ({ leftAt }) => week.there(leftAt).toISODate() === "2036-11-02",
    );
    expect(dayOfTheClocks.length).toBeGreaterThan(0);
  });

  rule("none while they want none", () => {
    const { from, until } = week.muted;
    expect(left.filter(({ leftAt }) => leftAt >= from && leftAt < until)).toEqual([]);
    expect(left.some(({ leftAt }) => leftAt >= until && leftAt < until.plus({ hours: 3 }))).toBe(
      true,
    );
  });

  rule("the more important one first", () => {
    for (const one of left) {
      const passed = week.told.filter(
        (other) =>
          rankOf(other) < rankOf(one) &&
          other.wishedAt < one.leftAt.minus({ minutes: 1 }) &&
          (other.place === null || other.place > one.place) &&
          !isStale(other, one.leftAt) &&
          (other.wish.sequence?.position ?? 1) === 1,
      );
      expect(
        passed.map(({ nth }) => nth),
        `before ${one.nth}`,
      ).toEqual([]);
    }
  });

  rule("none stale: over its time, or behind a newer one on its subject", () => {
    expect(left.filter((one) => isStale(one, one.leftAt))).toEqual([]);
    expect(
      week.told.filter((one) => one.leftAt === null && one.wish.stale !== undefined),
    ).not.toEqual([]);
    expect(
      week.told.filter((one) => one.leftAt === null && one.wish.subject !== undefined),
    ).not.toEqual([]);
  });

  rule("sequences in order, and none goes on over an interruption by itself", () => {
    const parts = (name: string) => left.filter(({ wish }) => wish.sequence?.name === name);
    const positions = (name: string) => parts(name).map(({ wish }) => wish.sequence?.position);
    expect(positions("meet-ines")).toEqual([1, 2, 3]);
    expect(positions("three-offers")).toEqual([1]);
    const [first, second] = week.writes;
    const before = parts("meet-ines").filter(({ leftAt }) => leftAt < (first?.at ?? leftAt));
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(3);
    expect(parts("three-offers").every(({ leftAt }) => leftAt < (second?.at ?? leftAt))).toBe(true);
  });

  rule("what they ask is answered at once, and nothing is said beside it", () => {
    for (const { at, answeredAt } of week.writes) {
      expect(answeredAt?.diff(at).as("minutes")).toBeLessThan(5);
      const beside = left.filter(({ leftAt }) => leftAt >= at && leftAt < at.plus({ minutes: 10 }));
      expect(beside).toEqual([]);
    }
  });

  rule("what is worth saying is said", () => {
    const waiting = week.told.filter(
      (one) => one.leftAt === null && !isStale(one, week.endsAt) && one.wish.sequence === undefined,
    );
    expect(waiting.length).toBeLessThanOrEqual(LEFT_OVER_MAX);
  });
});

/** By what was wished for alone, not by the queue's word. */
function isStale(one: Told, at: DateTime): boolean {
  const { subject, stale } = one.wish;
  if (stale !== undefined && at >= one.wishedAt.plus({ hours: stale })) return true;
  return (
    subject !== undefined &&
    week.told.some(
      (other) => other.wish.subject === subject && other.nth > one.nth && other.wishedAt < at,
    )
  );
}
