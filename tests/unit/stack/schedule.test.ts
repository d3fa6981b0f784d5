import { expect, test } from "vitest";
import { nextDue } from "../../../local/clock/schedule.ts";

test.each([
  // Seconds count from the last start.
  ["5 seconds", "2026-01-01T00:00:02Z", "2026-01-01T00:00:07Z"],
  ["1 second", "2026-01-01T00:00:02Z", "2026-01-01T00:00:03Z"],
  // Five fields are minutes of UTC.
  ["* * * * *", "2026-01-01T00:00:02Z", "2026-01-01T00:01:00Z"],
  ["17 3 * * *", "2026-01-01T03:17:00Z", "2026-01-02T03:17:00Z"],
  ["*/15 9-17 * * 1-5", "2026-01-02T17:45:00Z", "2026-01-05T09:00:00Z"],
  // Day of month or day of week, as cron has it, not both.
  ["0 0 13 * 5", "2026-01-01T12:00:00Z", "2026-01-02T00:00:00Z"],
  ["0 0 $ * *", "2026-02-01T00:00:00Z", "2026-02-28T00:00:00Z"],
])("%s after %s is due at %s", (schedule, from, due) => {
  expect(nextDue(schedule, new Date(from))).toEqual(new Date(due));
});

test.each(["60 seconds", "* * * * * *", "tomorrow"])("%s is no schedule", (schedule) => {
  expect(() => nextDue(schedule, new Date())).toThrow();
});
