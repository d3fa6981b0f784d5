import { z } from "zod";
import { fencedData } from "./scene.ts";

const found = z.object({
  innovators: z.array(z.looseObject({ handle: z.string(), company: z.string() })),
  answers: z.array(z.looseObject({ handle: z.string(), answer: z.string() })),
});

/** The offline model's judgement: what members say and offer can be acted on, samples cannot. */
export function solutionJudged(prompt: string): string {
  const { innovators, answers } = found.parse(fencedData(prompt));
  const [innovator] = innovators;
  const [answer] = answers;
  const parts = [
    innovator === undefined ? [] : [`${innovator.company} offers this.`],
    answer === undefined ? [] : [answer.answer.replace(/^They say:/, "A member says:")],
  ].flat();
  return JSON.stringify({
    good_enough: parts.length > 0,
    recommendation:
      parts.length > 0
        ? parts.join(" ").slice(0, 600)
        : "nothing but samples; nobody has answered.",
    picks: [innovator?.handle, answer?.handle].filter((handle) => handle !== undefined),
    why: `${innovators.length} innovators and ${answers.length} answers were found`,
  });
}
