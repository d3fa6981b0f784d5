import { z } from "zod";
import { conciergeMove } from "./concierge.ts";
import type { Coaching, Move, Scene, ToolAnswer, ToolCall } from "./scene.ts";

const GOAL =
  /\bmy goal is (?:to )?([^.!?\n]+)|\bi(?:'d like| would like| want) to (?:work on|get better at|learn to|reach)\s+([^.!?\n]+)/i;
const DONE_WITH = /\bi(?:'m| am) done with (?:that goal|my goals?)\b/i;
const FACT = /\bmy (work|job|team|family|boss|manager) (?:is|are|has|have)\s+([^.!?\n]+)/i;
const WISH = /\b(?:please )?(?:be|keep it) (gentle|direct|short|formal|playful)\b/i;
const ANALYSES = /\b(?:my (?:analys[ei]s|score|stage|progress)|how am i doing)\b/i;

/** The coach, as the offline model plays it: what is a coach's, and else the Concierge. */
export function coachMove(scene: Scene): Move {
  const { coaching, follow_up } = scene.data;
  if (coaching === null || follow_up !== null) return conciergeMove(scene);
  const said = scene.said.replace(/[’‘]/g, "'");
  if (scene.done.length === 0) {
    const tool = toolFor(said, coaching);
    if (tool !== null) return { tools: [tool] };
    const move = conciergeMove(scene);
    return "tools" in move ? move : { say: question(coaching) };
  }
  const [done] = scene.done;
  const words = done === undefined ? null : wordsAfter(done, coaching);
  return words === null ? conciergeMove(scene) : { say: words };
}

function toolFor(said: string, { goals }: Coaching): ToolCall | null {
  if (ANALYSES.test(said)) return { name: "analyses", input: {} };
  if (DONE_WITH.test(said)) return { name: "set_goals", input: { goals: [] } };
  const goal = GOAL.exec(said);
  const named = (goal?.[1] ?? goal?.[2])?.trim().slice(0, 200);
  if (named !== undefined && !goals.includes(named)) {
    return { name: "set_goals", input: { goals: [...goals, named].slice(-5) } };
  }
  const [, about, words] = FACT.exec(said) ?? [];
  if (about !== undefined && words !== undefined) {
    const note = { about: about.toLowerCase(), words: words.trim().slice(0, 200) };
    return { name: "note_facts", input: { notes: [note] } };
  }
  const wish = WISH.exec(said)?.[1];
  if (wish === undefined) return null;
  return { name: "note_preferences", input: { notes: [{ about: "tone", words: wish }] } };
}

/** No coaching, and it does not pretend to any: a set question for each stage. */
function question({ goals, stage }: Coaching): string {
  const [goal] = goals;
  if (goal === undefined) return "I am the offline coach. What would you like to work on?";
  return [
    `I hear you. What is one step towards "${goal}" that you could take?`,
    `I hear you. What did you try lately towards "${goal}", and what came of it?`,
    `I hear you. What have you learned about "${goal}" that you want to keep?`,
  ][stage - 1] as string;
}

const analyses = z.object({
  stage: z.number(),
  analyses: z.array(
    z.object({
      on: z.string(),
      score: z.number(),
      of: z.number(),
      strengths: z.array(z.string()),
      areas: z.array(z.string()),
    }),
  ),
});

function wordsAfter(done: ToolAnswer, coaching: Coaching): string | null {
  const refused = `I could not do that (${done.content.slice(0, 120)}).`;
  switch (done.name) {
    case "set_goals":
      return done.ok ? `Noted. ${question(coaching)}` : refused;
    case "note_facts":
    case "note_preferences":
      return done.ok ? `Noted. ${question(coaching)}` : refused;
    case "analyses":
      return told(analyses.parse(JSON.parse(done.content)));
    default:
      return null;
  }
}

function told({ stage, analyses: [newest, ...older] }: z.infer<typeof analyses>): string {
  if (newest === undefined) return `You are at stage ${stage} of 3. There is no analysis yet.`;
  const before = older.length === 0 ? "" : ` Before that: ${older.map((a) => a.score).join(", ")}.`;
  const strength = newest.strengths[0] ?? "none yet";
  const area = newest.areas[0] ?? "nothing new";
  return `You are at stage ${stage} of 3. On ${newest.on} you had ${newest.score} of ${newest.of}.${before} A strength: ${strength}. To work on: ${area}.`;
}
