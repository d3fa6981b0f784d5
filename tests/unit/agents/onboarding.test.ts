import { describe, expect, test } from "vitest";
import { bouncer } from "../../../supabase/functions/bouncer/tools.ts";
import { onTheOfflineModel } from "./on-the-offline-model.ts";
import { factsIn, replyIn, Thread } from "./thread.ts";
import { UTTERANCES } from "./utterances.ts";

onTheOfflineModel();

describe("the Bouncer on its offline model notes what was said, and asks on", () => {
  test.for(UTTERANCES)("$name", async ({ known, before = [], texts, facts, reply }) => {
    const thread = new Thread(bouncer, known);
    before.forEach((text, index) => {
      if (index % 2 === 0) thread.said(text);
      else thread.hears(text);
    });
    thread.hears(...texts);

    const outcome = await thread.answers();

    expect(outcome.outcome).toBe("done");
    expect(factsIn(outcome)).toEqual(facts ?? {});
    expect(replyIn(outcome)).toMatch(reply);
    expect(replyIn(outcome).length).toBeLessThanOrEqual(320);
  });
});

test("a stranger is asked for everything once, and for nothing that was given", async () => {
  const thread = new Thread(bouncer);
  const replies: string[] = [];
  for (const texts of [
    ["hey", "Charles Babbage sent me"],
    ["who is this?"],
    ["I'm Ada", "Lovelace that is", "CTO at Analytical Engines"],
    ["Lovelace"],
    ["why do you need my email?"],
    ["ada@engines.example"],
    ["🎉"],
  ]) {
    thread.hears(...texts);
    replies.push(replyIn(await thread.answers()));
  }

  expect(thread.user).toMatchObject({
    first_name: "Ada",
    last_name: "Lovelace",
    company: "Analytical Engines",
    title: "CTO",
    email: "ada@engines.example",
    name_dropped: "Charles Babbage",
  });
  // Whose number it is, HELP and STOP stand before the first text: Postgres puts them there.
  expect(replies[0]).toBe("Thanks, noted. What is your name?");
  expect(replies.at(-2)).toMatch(/all I need/);
});

test("an address that is refused takes nothing else with it, and is named with the reason", async () => {
  const thread = new Thread(bouncer);
  thread.check = ({ input }) => ("email" in input ? "a free-mail address is no work email" : null);
  thread.hears("Ada Lovelace, CTO, Analytical Engines, ada@gmail.example");
  const outcome = await thread.answers();
  expect(factsIn(outcome)).toEqual({
    first_name: "Ada",
    last_name: "Lovelace",
    company: "Analytical Engines",
    title: "CTO",
  });
  expect(replyIn(outcome)).toBe(
    "Thanks, Ada, noted. I could not note your email (a free-mail address is no work email). What is your work email?",
  );
});
