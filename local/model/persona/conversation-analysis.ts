import { z } from "zod";
import { fencedData } from "./scene.ts";

/** What the offline model takes for a yes: plain words, where the real one reads. */
const SIGNS: Record<string, RegExp> = {
  names_a_goal: /\b(?:my goal is|i want to|i would like to)\b.*/i,
  is_concrete: /\b(?:in (?:the|our) meeting|with my (?:boss|team|manager)|at (?:work|home))\b.*/i,
  names_a_feeling: /\bi (?:feel|felt) (?:\w+\s?)+/i,
  sees_own_part: /\bi (?:was the one|could have|should have|kept quiet|did not say)\b.*/i,
  sees_a_pattern: /\b(?:every time|always happens|again and again|it keeps)\b.*/i,
  asks_for_a_view: /\b(?:what do you think|how do i|can you help)\b.*/i,
  weighs_options: /\b(?:either|on the other hand|or i could)\b.*/i,
  plans_a_step: /\b(?:my next step is|i will|i am going to)\b.*/i,
  sets_a_time: /\b(?:on monday|tomorrow|this week|by friday)\b.*/i,
  acts_on_it: /\bi (?:tried|spoke up|did it|asked)\b.*/i,
  learns_from_it: /\bi (?:learned|realised|realized)\b.*/i,
  sees_progress: /\b(?:better than|easier than|progress)\b.*/i,
  bears_a_setback: /\b(?:it went wrong but|i will try again|even so)\b.*/i,
  sees_others:
    /\b(?:for (?:her|him|them) it|they (?:may|might) think|from (?:her|his|their) side)\b.*/i,
};

const asked = z.object({
  items: z.array(z.object({ item: z.string() })),
  messages: z.array(z.object({ handle: z.string(), text: z.string().nullable() })),
});

/** Its reading of twenty-five messages: an item is a yes where a set phrase stands. */
export function analysed(prompt: string): string {
  const { items, messages } = asked.parse(fencedData(prompt));
  const answers = items.map(({ item }) => {
    for (const { handle, text } of messages) {
      const quote = SIGNS[item]?.exec(text ?? "")?.[0].trim();
      if (quote !== undefined) {
        return [item, { answer: "yes", message: handle, quote: quote.slice(0, 300) }];
      }
    }
    return [item, { answer: "no", message: "", quote: "" }];
  });
  return JSON.stringify({ answers: Object.fromEntries(answers) });
}
