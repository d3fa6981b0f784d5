import { z } from "zod";
import { fencedData } from "./scene.ts";

const SUMMARY_CHARACTERS_MAX = 100;
const TOPICS_MAX = 5;
/** Words of questions that say nothing of what they are about. */
const EMPTY_WORDS = new Set(
  "what which who how does do would recommend somebody someone needs need this that with about have kept good best know from they their there where when".split(
    " ",
  ),
);

const question = z.object({ question: z.string(), expertise: z.array(z.string()) });

/** The offline model's reading of a question: its longer words are what it needs. */
export function requestRead(prompt: string): string {
  const asked = question.parse(fencedData(prompt));
  const topics = wordsIn(asked.question).slice(0, TOPICS_MAX);
  return JSON.stringify({
    summary: asked.question.slice(0, SUMMARY_CHARACTERS_MAX),
    category: topics[0] ?? "general",
    expertise: [...asked.expertise, ...topics].slice(0, TOPICS_MAX),
    outcome: "quick_thoughts",
  });
}

const said = z.object({ question: z.string(), answer: z.string() });
const OFF_TOPIC = /\b(?:weather|lunch|football)\b/i;
const WORDS_OF_A_USEFUL_ANSWER = 4;

/** Its judgement: longer answers are more useful, and talk of the weather is beside the point. */
export function answerJudged(prompt: string): string {
  const { answer } = said.parse(fencedData(prompt));
  const onTopic = !OFF_TOPIC.test(answer.split("\n").at(-1) ?? "");
  const words = answer.split(/\s+/).length;
  return JSON.stringify({
    on_topic: onTopic,
    usefulness: onTopic ? Math.min(10, 5 + Math.floor(words / WORDS_OF_A_USEFUL_ANSWER)) : 0,
    summary: `They say: ${answer.replace(/\s+/g, " ").slice(0, 250)}`,
  });
}

const loop = z.object({ answers: z.array(z.object({ handle: z.string(), answer: z.string() })) });

/** It passes on all that was said, and tells everybody so. */
export function loopClosed(prompt: string): string {
  const { answers } = loop.parse(fencedData(prompt));
  return JSON.stringify({
    message: answers
      .map(({ answer }) => answer)
      .join(" / ")
      .slice(0, 500),
    impacts: answers.map(({ handle }) => ({ handle, impact: "It was passed on to who asked." })),
  });
}

export function wordsIn(text: string): string[] {
  const words = text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  return [...new Set(words)].filter((word) => !EMPTY_WORDS.has(word));
}
