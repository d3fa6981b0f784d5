import { describe, expect, test } from "vitest";
import {
  REDACTED_CHARACTERS_MAX,
  redact,
  redactJson,
} from "../../../supabase/functions/_shared/safety/redact.ts";

test.for<[string, string]>([
  ["call me at 415-555-0123", "call me at [phone]"],
  ["(415) 555 0123 or +44 20 7946 0958", "[phone] or [phone]"],
  ["4155550123", "[phone]"],
  ["415 ‑ 555 ‑ 0123", "[phone]"],
  ["415~555~0123", "[phone]"],
  ["415·555·0123", "[phone]"],
  ["415−555−0123", "[phone]"],
  ["123·45·6789", "[id]"],
  ["tel:+1-415-555-0123;ext=4", "tel:[phone]"],
  ["415.555.0123 ext. 12", "[phone]"],
  ["＋１４１５５５５０１２３", "[phone]"],
  ["٠٤١٥٥٥٥٠١٢٣", "[phone]"],
  ["4\u200b1\u200b5\u200b5\u200b5\u200b5\u200b0\u200b1\u200b2\u200b3", "[phone]"],
  ["4 1 5 5 5 5 0 1 2 3", "[phone]"],
  ["write to ada.l+x@engines.example, please", "write to [email], please"],
  ["ada＠engines．example", "[email]"],
  ["<ada@engines.example>", "<[email]>"],
  ["4111 1111 1111 1111", "[card]"],
  ["4111-1111-1111-1111 exp 12/27", "[card] exp 12/27"],
  ["378282246310005", "[card]"],
  // Luhn fails: some other number, of which nothing is left either.
  ["4111 1111 1111 1112", "[number]"],
  ["4111,1111,1111,1111", "[card]"],
  ["4111, 1111, 1111, 1111", "[card]"],
  ["4,111,111,111,111,111", "[card]"],
  ["4111,1111,1111,1112", "[number]"],
  ["415,555,0123", "[phone]"],
  ["4,155,550,123", "[phone]"],
  ['"ada l"@engines.example', "[email]"],
  ["ada@[127.0.0.1] or ada@[IPv6:2001:db8::1]", "[email] or [email]"],
  ["ada.2026-11-30@engines.example", "[email]"],
  // Dressed as a day and a time.
  ["4111-11-11 11:11:11.1111", "[number]"],
  ["4111-11-11 11:11:11.11", "[card]"],
  ["2026-13-30 41:55", "[number]"],
  ["4111:1111:1111:1111", "[card]"],
  ["2026-13-01 and 2026-01-32", "[phone] and [phone]"],
  ["my ssn is 078-05-1120", "my ssn is [id]"],
  ["078051120", "[phone]"],
  ["DE89 3704 0044 0532 0130 00", "[account]"],
  ["GB29NWBK60161331926819", "[account]"],
])("%s → %s", ([text, kept]) => {
  expect(redact(text)).toBe(kept);
});

test.for([
  "See you on 2026-11-30 at 19:30, table for 12",
  "2026-11-21T10:00:00.123Z",
  "c0000000-0000-4000-8000-000000000001",
  "a budget of $500,000 in 2026",
  "1,250,000 or 12,500,000.50",
  "2026-11-21 23:59:59+02:00 and 1999-01-31",
  "p1, q2 and i3",
  "@ada on the boat",
])("nothing is taken from: %s", (text) => {
  expect(redact(text)).toBe(text);
});

test("twice is once", () => {
  const once = redact("415-555-0123, ada@engines.example, 4111 1111 1111 1111, 078-05-1120");
  expect(redact(once)).toBe(once);
});

test("a value is redacted at every depth, keys and numbers too", () => {
  const value = { a: [{ "ada@engines.example": 4155550123 }, "415-555-0123", null, true, 12] };
  expect(redactJson(value)).toEqual({ a: [{ "[email]": "[number]" }, "[phone]", null, true, 12] });
});

test("what is nested without end is cut", () => {
  let value: unknown = "415-555-0123";
  for (let depth = 0; depth < 1000; depth += 1) value = [value];
  expect(JSON.stringify(redactJson(value)).length).toBeLessThan(100);
});

describe("hostile text takes no longer than plain text", () => {
  test.for<[string, string]>([
    ["digits", "1"],
    ["digits and spaces", "1 "],
    ["digits and signs", "1-.("],
    ["signs", "-"],
    ["pluses", "+1"],
    ["brackets", "(((1"],
    ["commas", "1,"],
    ["lists", "1, "],
    ["quotes", '"a'],
    ["quotes and at signs", '"a"@['],
    ["days", "2026-11-30 "],
    ["at signs", "a@"],
    ["dots", "a."],
    ["half a uuid", "0000000-0000-"],
    ["half an account", "DE89 A"],
    ["numbers that are none", "+1 234 "],
    ["almost phone numbers", "415-555-012 "],
    ["phone numbers", "415-555-0123 "],
    ["extensions", " ext. 1"],
    ["Arabic digits", "٤١"],
    ["ignorable characters", "\u200b"],
  ])("%s", ([, piece]) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const started = performance.now();
    const kept = redact(text);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(kept.length).toBeLessThanOrEqual(2 * REDACTED_CHARACTERS_MAX);
    expect(kept).not.toMatch(/\p{Nd}{7}/u);
  });
});
