import { expect, test } from "vitest";
import { alertEmail, alertText } from "../../../supabase/functions/_shared/alerts/wording.ts";
import { countSegments } from "../../../supabase/functions/_shared/text/segments.ts";
import { anAlert } from "./an-alert.ts";

const resolved_at = "2026-11-21T15:30:00+01:00";

test.each([
  [anAlert(), "Yachtparty: CRITICAL work_waits (3) since 14:02 UTC. Acknowledge in the console."],
  [
    anAlert({ delivery: { occasion: "escalated" } }),
    "Yachtparty: CRITICAL work_waits (3) since 14:02 UTC, and nobody has acknowledged it. " +
      "Acknowledge in the console.",
  ],
  [
    anAlert({ delivery: { occasion: "resolved" }, alert: { resolved_at } }),
    "Yachtparty: work_waits (3) is over since 14:30 UTC.",
  ],
  [
    anAlert({ alert: { kind: "test", severity: "info" } }),
    "Yachtparty: this is a test of the on-call number. All is well.",
  ],
])("an on-call text says what, how many and since when", (alert, words) => {
  expect(alertText(alert)).toBe(words);
});

test.each(["Yachtparty ⛵", "Zoë & Søren’s\nYachts {beta}", "船", "y".repeat(200)])(
  "whoever %j is, it is one segment of at most 160 in GSM-7",
  (name) => {
    for (const occasion of ["raised", "escalated", "resolved"] as const) {
      const longest = anAlert({
        delivery: { occasion },
        alert: { kind: "rows_without_a_month", count: 9_999_999, resolved_at },
        tenant: { name },
      });
      const text = alertText(longest);
      expect(text.length).toBeLessThanOrEqual(160);
      expect(countSegments(text)).toEqual({ encoding: "GSM-7", segments: 1 });
    }
  },
);

test("a tenant without a letter that a text may have is still told", () => {
  expect(alertText(anAlert({ tenant: { name: "船" } }))).toMatch(/^Alert: CRITICAL/);
});

test("an email has one line of subject, and all that the alert knows", () => {
  const words = alertEmail(anAlert({ tenant: { name: "Yacht\r\nBcc: x@y.example" } }));
  expect(words.subject).toBe("[CRITICAL] work_waits (3), Yacht Bcc: x@y.example");
  expect(words.text).toBe(`What: work_waits: work has been due for over ten minutes
Which: concierge
How many: 3
Severity: critical
Raised: 2026-11-21T14:02:11.5+00:00
Alert: a0000000-0000-4000-8000-000000000001

Acknowledge it in the console.
`);
});

test.each([
  ["escalated", "[NOT ACKNOWLEDGED] work_waits (3), Yachtparty"],
  ["resolved", "[RESOLVED] work_waits (3), Yachtparty"],
] as const)("the subject of what is %s says so", (occasion, subject) => {
  expect(alertEmail(anAlert({ delivery: { occasion } })).subject).toBe(subject);
});

test("the email of a test says that nothing is wrong", () => {
  expect(alertEmail(anAlert({ alert: { kind: "test" } })).text).toMatch(/Nothing is wrong/);
});
