import { expect, test } from "vitest";
import {
  RETRY_AFTER_SECONDS_MAX,
  retryAfterSeconds,
} from "../../../supabase/functions/_shared/model/retry-after.ts";

const NOW = Date.parse("2026-11-21T10:00:00Z");

test.for<[string | null, number | null]>([
  [null, null],
  ["", null],
  ["soon", null],
  ["7", 7],
  ["0", 1],
  ["1.2", 2],
  ["-5", null],
  ["86400", RETRY_AFTER_SECONDS_MAX],
  ["Sat, 21 Nov 2026 10:00:30 GMT", 30],
  ["Sat, 21 Nov 2026 09:00:00 GMT", 1],
])("Retry-After %s is %s seconds", ([value, seconds]) => {
  const headers = new Headers(value === null ? {} : { "retry-after": value });
  expect(retryAfterSeconds(headers, NOW)).toBe(seconds);
});
