import { expect, test } from "vitest";
import { smallTalk } from "../../../local/model/persona/small-talk.ts";

test.for([
  "are you human?",
  "are you a real person?",
  "are you a bot?",
  "Am I talking to a real person?",
  "am i chatting with a machine",
  "is this automated?",
  "is there a human there?",
])("%s: an AI, without a yes that would be wrong for half of them", (text) => {
  expect(smallTalk(text, "Yachtparty")).toMatch(/^I am an AI: Yachtparty's assistant/);
});
