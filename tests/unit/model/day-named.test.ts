import { expect, test } from "vitest";
import { dayNamed } from "../../../local/model/persona/day-named.ts";

const SATURDAY = "2026-11-28";

test.for<[string, string | null]>([
  ["pause me until Monday", "2026-11-30"],
  ["not before next Friday please", "2026-12-04"],
  ["until Saturday", "2026-12-05"],
  ["until sunday", "2026-11-29"],
  ["no texts until tomorrow", "2026-11-29"],
  ["no texts until next week", "2026-11-30"],
  ["leave me alone for a week", "2026-12-05"],
  ["leave me alone for two weeks", "2026-12-12"],
  ["in 3 days", "2026-12-01"],
  ["for 40 days", "2027-01-07"],
  ["pause until 2026-12-24", "2026-12-24"],
  ["until Christmas", null],
  ["pause my texts", null],
])("%s is %s", ([said, day]) => {
  expect(dayNamed(said, SATURDAY)).toBe(day);
});

test("on a Monday, Monday and next week are a week away", () => {
  expect(dayNamed("until Monday", "2026-11-30")).toBe("2026-12-07");
  expect(dayNamed("until next week", "2026-11-30")).toBe("2026-12-07");
});
