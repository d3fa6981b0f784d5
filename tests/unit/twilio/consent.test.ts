import { describe, expect, test } from "vitest";
import { consentKeyword } from "../../../supabase/functions/_shared/twilio/consent.ts";

describe("a whole text that is a keyword", () => {
  test.each([
    ["STOP", "stop"],
    ["stop", "stop"],
    [" Stop. ", "stop"],
    ["STOP!!!", "stop"],
    ["Stop\n", "stop"],
    ["“Stop”", "stop"],
    ["STOPALL", "stop"],
    ["stop all", "stop"],
    ["Unsubscribe", "stop"],
    ["cancel", "stop"],
    ["END", "stop"],
    ["quit?", "stop"],
    ["revoke", "stop"],
    ["opt out", "stop"],
    ["Opt-Out", "stop"],
    ["ＳＴＯＰ", "stop"],
    ["STOP\u200b", "stop"],
    ["START", "start"],
    ["unstop", "start"],
    ["Yes.", "start"],
    ["help", "help"],
    ["Info!", "help"],
  ])("%j asks to %s", (body, expected) => {
    expect(consentKeyword(body, null)).toBe(expected);
  });
});

describe("a text that only holds a keyword", () => {
  test.each([
    "please stop texting me",
    "I can't stop thinking about it",
    "stop it",
    "Stop 😂",
    "the end",
    "yes please",
    "yes, tell me more",
    "can you help me",
    "stopped",
    "weekend",
    "constructor",
    "__proto__",
    "",
    "   ",
    "...",
  ])("%j is no keyword", (body) => {
    expect(consentKeyword(body, null)).toBeNull();
  });
});

test("Twilio's own verdict counts, whatever the text says", () => {
  expect(consentKeyword("ARRÊT", "stop")).toBe("stop");
  expect(consentKeyword("STOP", "help")).toBe("help");
});
