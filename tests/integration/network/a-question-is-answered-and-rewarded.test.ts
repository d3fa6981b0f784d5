import { expect, test } from "vitest";
import { eventually, person } from "../vocabulary.ts";
import { aWeekGoesBy, expert, questionsOf, told, topic } from "./community.ts";
import { ask } from "./members.ts";

/** Several people, several turns each. */
const STORY_MS_MAX = 150_000;

test(
  "when nobody answers, who asked is told so",
  async () => {
    const word = topic();
    const silent = await expert(word);
    const asker = await expert();
    await ask(asker, `ask the community who mends a ${word}`);
    await told(silent, new RegExp(word), 2);
    await aWeekGoesBy(asker);
    expect(await told(asker, /: your question/, 3)).toContain("Nobody who was asked has answered");
  },
  STORY_MS_MAX,
);

test(
  "two who answer at once are both rewarded, and end the question",
  async () => {
    const word = topic();
    const both = [await expert(word), await expert(word)];
    const asker = await expert();
    await ask(asker, `ask the community how to sail a ${word}`);
    for (const one of both) await told(one, new RegExp(word), 2);
    await Promise.all(both.map((one) => ask(one, "Against the wind, and never alone at night")));
    await eventually(async () =>
      expect(await questionsOf(asker)).toMatchObject([{ closed_reason: "answered", loop: true }]),
    );
    for (const one of both) expect(await person(one)).toMatchObject({ credit_balance: 20 });
    expect(await told(asker, /: your question/, 3)).toContain("Against the wind");
  },
  STORY_MS_MAX,
);
