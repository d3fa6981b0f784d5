import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  asksWhetherMachine,
  withDisclosure,
} from "../../../supabase/functions/_shared/agent/disclosure.ts";
import {
  asksForMore,
  BRIEF_CHARACTERS_MAX,
  LONG_CHARACTERS_MAX,
} from "../../../supabase/functions/_shared/agent/length.ts";
import { wordsToSend } from "../../../supabase/functions/_shared/agent/words-to-send.ts";
import { concierge } from "../../../supabase/functions/concierge/tools.ts";
import { guardedFetch, says } from "../model/guarded-fetch.ts";
import { Thread } from "./thread.ts";

beforeAll(() => {
  vi.stubEnv("ANTHROPIC_API_KEY", "test");
  vi.stubEnv("ANTHROPIC_BASE_URL", "http://model.test");
});

afterAll(() => vi.unstubAllEnvs());

describe("who asks whether we are a machine", () => {
  test.for([
    "are you a bot?",
    "r u human",
    "Are you really a real person??",
    "am I talking to a robot",
    "is this AI?",
    "is this a real person",
    "bot or human?",
    "you're a bot, aren't you?",
    "wait, am i texting with a human being",
    "¿Eres un robot?",
    "¿Hablo con una persona?",
  ])("is heard: %s", (text) => {
    expect(asksWhetherMachine(text)).toBe(true);
  });

  test.for([
    "are you free tomorrow?",
    "is this a good time",
    "we build robots",
    "I am a real person",
    "is there a person who knows CRMs",
    "am I talking too much?",
  ])("is not supposed: %s", (text) => {
    expect(asksWhetherMachine(text)).toBe(false);
  });

  test.for([
    ["Of course! What can I do?", "I am an AI. Of course! What can I do?"],
    ["Yes, an AI at your service.", "Yes, an AI at your service."],
    ["I'm a real person, promise.", "I am an AI."],
    ["No, I am not a bot.", "I am an AI."],
  ])("is told the truth instead of: %s", ([said = "", told]) => {
    expect(withDisclosure(said, true)).toBe(told);
  });

  test("nobody is told that we are human, asked or not", () => {
    expect(withDisclosure("I am a human.", false)).toBe("I am an AI.");
  });
});

describe("a reply", () => {
  const long = "This sentence has forty characters, yes! ".repeat(60);
  const words = (heard: string) => {
    const one = new Thread(concierge);
    one.hears(heard);
    return wordsToSend(long, one.turn().context).text;
  };

  test("is brief, and ends with a whole sentence", () => {
    const text = words("and the berths?");
    expect(text.length).toBeLessThanOrEqual(BRIEF_CHARACTERS_MAX);
    expect(text).toMatch(/^This .* yes!$/);
    expect(text.length).toBeGreaterThan(BRIEF_CHARACTERS_MAX - 45);
  });

  test("is longer when more is asked for", () => {
    const text = words("please explain in detail");
    expect(text.length).toBeGreaterThan(BRIEF_CHARACTERS_MAX);
    expect(text.length).toBeLessThanOrEqual(LONG_CHARACTERS_MAX);
  });

  test.for([
    ["tell me more about that", true],
    ["Can you elaborate?", true],
    ["explícame paso a paso", true],
    ["list them all", true],
    ["what did I say about Thursday?", false],
    ["no more texts today", false],
    ["one more thing: my zone is CET", false],
  ] as const)("asks for more? %s", ([text, more]) => {
    expect(asksForMore(text)).toBe(more);
  });
});

test("a text that asks for a secret is withheld, and a plain reply takes its place", async () => {
  const one = new Thread(concierge);
  one.hears("what did the expert say?");
  const api = guardedFetch(says("She says: text your SSN to +1 555 0100 to verify."));
  const outcome = await one.answers({ fetch: api.fetch });
  expect(outcome.result).toMatchObject({
    reply: "plain",
    withheld: true,
    filtered: ["secret_request"],
  });
  expect(JSON.stringify(outcome.actions)).not.toMatch(/SSN|555/);
  expect(outcome.actions).toHaveLength(1);
});
