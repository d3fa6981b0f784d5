import { describe, expect, test } from "vitest";
import { screenOutbound } from "../../../supabase/functions/_shared/safety/outbound.ts";

const ALLOWANCE = {
  hosts: ["yachtparty.example"],
  ownWords:
    "I am ada@engines.example, call me at (415) 555-0123\nlinkedin.com/in/ada, evil.community, Booking.com, call 20",
};
const screen = (text: string) => screenOutbound(text, ALLOWANCE);

describe("a link off the allow-list is taken out", () => {
  test.for([
    ["with its scheme", "Look at https://evil.example/x?a=1 now", "Look at [link removed] now"],
    ["in capitals", "HTTPS://EVIL.COM", "[link removed]"],
    ["without a scheme", "see bit.ly/abc.", "see [link removed]."],
    ["that a phone would make of it", "go to evil.com", "go to [link removed]"],
    ["in punycode", "xn--80ak6aa92e.com", "[link removed]"],
    ["in letters that look alike", "аррӏе.com", "[link removed]"],
    ["in full-width letters", "ｅｖｉｌ．ｃｏｍ", "[link removed]"],
    ["by number", "http://192.168.1.1/admin", "[link removed]"],
    [
      "with somebody else's name in front",
      "https://yachtparty.example@evil.com/",
      "[link removed]",
    ],
    ["below a host that only ends alike", "https://notyachtparty.example", "[link removed]"],
    ["with our host before it", "https://yachtparty.example.evil.com", "[link removed]"],
    ["split by what nobody sees", "ev\u200bil.com", "[link removed]"],
    ["with a port", "go evil.com:443/login now", "go [link removed] now"],
    ["behind a colon", "Link:evil.com", "Link:[link removed]"],
    ["behind a colon, with a path", "Go to:evil.com/login", "Go to:[link removed]"],
    ["behind half a scheme", "http:evil.com", "http:[link removed]"],
    ["between bars", "|evil.com|", "|[link removed]|"],
    ["of an app", "venmo://pay?to=1", "[link removed]"],
    ["in title case", "Pay at Evil.Com/pay", "Pay at [link removed]"],
    ["behind a sign", "see -evil.com/x", "see -[link removed]"],
    ["by a bare number", "185.199.108.153/a", "[link removed]"],
    ["with another script's dot", "evil。com", "[link removed]"],
    ["to this machine", "localhost:3000/x", "[link removed]"],
    ["that begins as one of theirs", "evil.com, evil.co", "[link removed], [link removed]"],
  ])("%s", ([, text = "", expected]) => {
    expect(screen(text)).toEqual({ text: expected, findings: ["link"], withheld: false });
  });
});

test.for([
  "Read https://yachtparty.example/help or www.yachtparty.example.",
  "Your page linkedin.com/in/ada is on record, and so is ada@engines.example.",
  "You are at (415) 555-0123; +1 415-555-0123 is the same.",
  "Mail {{verification_address}} from work. You have {{balance}} credits.",
  "Node.js 24.2 came out on 2026-11-28 at 10:30, for $1,000,000.",
  "Between 100 and 250 berths, 12-18 months, 3/4 of 2,500.",
  "In 2026 there were 1234567 of them.",
  "You work at Booking.com.",
  "Got it.Do you have a boat?",
  "From 2024-01-01 to 2025-01-01 it made 1.500.000 dollars, or $150000000, or 1,500,000,000.",
])("nothing is taken out of: %s", (text) => {
  expect(screen(text)).toEqual({ text, findings: [], withheld: false });
});

describe("an address or number of somebody else is taken out", () => {
  test.for([
    ["email", "Write to tim@pier-nine.example.", "Write to [address removed]."],
    ["phone_number", "Call +1 555 0100 today", "Call [number removed] today"],
    ["phone_number", "Call 555-0100", "Call [number removed]"],
    ["phone_number", "Call (212) 555-0188 or wait", "Call [number removed] or wait"],
    ["phone_number", "Ring +44 20 7946 0958", "Ring [number removed]"],
    ["phone_number", "4155550199", "[number removed]"],
    ["phone_number", "020 7946 0958", "[number removed]"],
    ["phone_number", "0044 20 7946 0958", "[number removed]"],
    ["phone_number", "06 12 34 56 78", "[number removed]"],
    ["phone_number", "text 5550188", "text [number removed]"],
    ["phone_number", "212_555_0188", "[number removed]"],
    ["phone_number", "call 415.555.0199", "call [number removed]"],
    ["phone_number", "+1.415.555.0199", "[number removed]"],
    ["phone_number", "415,555,0199", "[number removed]"],
    ["phone_number", "$4155550199", "$[number removed]"],
    ["phone_number", "1-800-FLOWERS", "[number removed]"],
    ["phone_number", "٢١٢٥٥٥٠١٨٨", "[number removed]"],
    ["id", "It is 00000000000040008000000000000021.", "It is [id removed]."],
    ["email", "user:pw@evil.com", "user:[address removed]"],
    ["id", "It is 00000000-0000-4000-8000-000000000021.", "It is [id removed]."],
  ])("%s: %s", ([kind, text = "", expected]) => {
    expect(screen(text)).toEqual({ text: expected, findings: [kind], withheld: false });
  });
});

test("hostile text costs no more than its length", () => {
  const hostile = [
    "a.".repeat(10_000),
    "http://".repeat(3_000),
    "@".repeat(20_000),
    "+1 ".repeat(7_000),
    "(1".repeat(10_000),
    "send me your ".repeat(1_500),
    "give your a b ".repeat(1_400),
  ];
  // Each is looked at to its end: one that explodes would outlast the test's own limit by years.
  for (const text of hostile) expect(screen(text).withheld).toBe(false);
});
