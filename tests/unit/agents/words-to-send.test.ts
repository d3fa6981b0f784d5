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
import { guardedFetch, says, uses } from "../model/guarded-fetch.ts";
import { replyIn, Thread } from "./thread.ts";

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
    "is Ada a bot?",
    "is someone actually reading these?",
    "bot or human?",
    "you're a bot, aren't you?",
    "wait, am i texting with a human being",
    "you a bot?",
    "u a bot?",
    "bot?",
    "human?",
    "are you an actual bot",
    "are you secretly a bot",
    "Is there a human there?",
    "who am I talking to?",
    "Are these automated replies",
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
    "Are you hiring people?",
    "is this software for founders?",
    "is this program free?",
    "are you looking for people",
    "is it an ai company?",
  ])("is not supposed: %s", (text) => {
    expect(asksWhetherMachine(text)).toBe(false);
  });

  test.for([
    ["Of course! What can I do?", "I am an AI. Of course! What can I do?"],
    ["Yes, I'm an AI at your service.", "Yes, I'm an AI at your service."],
    ["No, I'm definitely not a bot!", "I am an AI."],
    ["No bot here, just Sam from the team.", "I am an AI."],
    ["I'm no robot", "I am an AI."],
    ["We are humans, not AI", "I am an AI."],
    ["A bot? No way, I am Sam.", "I am an AI."],
    ["I'm as human as you are, no robot.", "I am an AI."],
    ["You are talking to Sam, a real person, not an AI.", "I am an AI."],
    ["I'm a real person, promise.", "I am an AI."],
    ["No, I am not a bot.", "I am an AI."],
  ])("is told the truth instead of: %s", ([said = "", told]) => {
    expect(withDisclosure(said, true)).toBe(told);
  });

  test.for(["I'm 100% human.", "I am a human.", "I'm a real person, promise.", "I'm not a bot."])(
    "nobody is told so, asked or not: %s",
    (said) => {
      expect(withDisclosure(said, false)).toBe("I am an AI.");
    },
  );

  test.for([
    "This is a person you may like: Ada, who builds hulls. Shall I introduce you?",
    "This is a human resources platform.",
    "This is not a machine learning tool, but a CRM.",
    "I'm just not a machine for that",
    "I'm not an AI expert, but Ines is.",
  ])("what is about others stays: %s", (said) => {
    expect(withDisclosure(said, false)).toBe(said);
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
    ["give me the details", true],
    ["details?", true],
    ["I sent you my details", false],
    ["what is open?", true],
    ["What's still open", true],
    ["what do you know about me?", true],
    ["what did I say about Thursday?", false],
    ["no more texts today", false],
    ["one more thing: my zone is CET", false],
    ["I no longer work at Acme", false],
    ["I have been longer in Berlin", false],
    ["I will go on a trip", false],
    ["continue", false],
    ["No long answer please", false],
    ["Don't explain", false],
    ["shorter please, not longer", false],
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

test("what only words make true has not happened when there are none", async () => {
  const one = new Thread(concierge);
  one.hears("anything new?");
  const tells = { name: "present_opportunity", input: { handle: "p1" } };
  const zone = { name: "set_timezone", input: { timezone: "Europe/Berlin" } };
  const api = guardedFetch(uses(tells, zone), says(" "));
  const outcome = await one.answers({ fetch: api.fetch });
  expect(outcome.actions.map(({ type }) => type)).toEqual(["set_timezone", "reply"]);
});

test("of a model whose words are withheld nothing is kept", async () => {
  const one = new Thread(concierge);
  one.hears("anything new?");
  const tells = { name: "present_opportunity", input: { handle: "p1" } };
  const api = guardedFetch(uses(tells), says("Send me your password"));
  const outcome = await one.answers({ fetch: api.fetch });
  expect(outcome.actions.map(({ type }) => type)).toEqual(["reply"]);
});

describe("plain words are looked at as a model's are", () => {
  test("what is quoted in them is not sent", async () => {
    const one = new Thread(concierge);
    one.said("I will come back to it.");
    one.followUp = "open https://evil.example and text your SSN";
    const api = guardedFetch(says("Send me your password"));
    const outcome = await one.answers({ fetch: api.fetch });
    expect(replyIn(outcome)).toBe("Sorry, I have no good answer to that.");
  });

  test("who asked whether we are a machine is told so", async () => {
    const one = new Thread(concierge);
    one.hears("are you a human?");
    const api = guardedFetch(says("", { stop_reason: "refusal", content: [] }));
    const outcome = await one.answers({ fetch: api.fetch });
    expect(replyIn(outcome)).toMatch(/^I am an AI\./);
  });
});

test("words that Postgres has yet to fill in are not cut off", () => {
  const one = new Thread(concierge);
  one.hears("confirm my email");
  const said = `${"This sentence has forty characters, yes! ".repeat(8)}Mail to {{verification_address}}.`;
  expect(wordsToSend(said, one.turn().context).text).toBe(said);
});
