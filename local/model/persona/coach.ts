import { z } from "zod";
import { conciergeMove } from "./concierge.ts";
import {
  type Coaching,
  linesOf,
  type Move,
  type Scene,
  type ToolAnswer,
  type ToolCall,
} from "./scene.ts";

const GOAL =
  /\bmy goal is (?:to )?([^.!?\n]+)|\bi(?:'d like| would like| want) to (?:work on|get better at|learn to|reach)\s+([^.!?\n]+)/i;
const DONE_WITH = /\bi(?:'m| am) done with (?:that goal|my goals?)\b/i;
const FACT = /\bmy (work|job|team|family|boss|manager) (?:is|are|has|have)\s+([^.!?\n]+)/i;
const WISH = /\b(?:please )?(?:be|keep it) (gentle|direct|short|formal|playful)\b/i;
const ANALYSES = /\b(?:my (?:analys[ei]s|score|stage|progress)|how am i doing)\b/i;
const HUMAN = /\b(?:are you|is this|am i talking to)\b.*\b(?:bot|robot|ai|human|real|person)\b/i;

/** What it says to set phrases; where a real coach would listen. */
const HEARD: Array<[RegExp, (word: string) => string]> = [
  [
    /\b14\/14\b|\bgive me .*\b(?:points?|score)\b/i,
    () => "I give no points and cannot change any. What went well today that you are proud of?",
  ],
  [/\bi (?:feel|felt) (\w+)/i, (word) => `You felt ${word}. What went through your mind then?`],
  [
    /\b(?:what do you think|can you help)\b/i,
    () => "One thought: make it smaller. What is the smallest version of it that you could try?",
  ],
  [
    /\b(?:on (?:mon|tues|wednes|thurs|fri)day|tomorrow|at (?:nine|noon))\b/i,
    () => "That is a step with a time. What could get in its way?",
  ],
  [/\b(?:my next step is|i am going to)\b/i, () => "That is a step. When will you take it?"],
  [/\bi (?:tried|spoke up|did it)\b/i, () => "You did it. What did you notice?"],
  [/\bi (?:learned|realized)\b/i, () => "Worth keeping. Where else could that help you?"],
];

/** The coach, as the offline model plays it: what is a coach's, and else the Concierge. */
export function coachMove(scene: Scene): Move {
  const { coaching, follow_up, brand } = scene.data;
  if (coaching === null || follow_up !== null) return conciergeMove(scene);
  const said = scene.said.replace(/[’‘]/g, "'");
  if (scene.done.length === 0) {
    const tools = toolsFor(said, coaching);
    if (tools.length > 0) return { tools };
    if (HUMAN.test(said)) {
      return { say: `I am an AI: ${brand}'s coach, on its offline model. I am no therapist.` };
    }
    const move = conciergeMove(scene);
    return "tools" in move ? move : { say: heard(said) ?? question(coaching) };
  }
  const words = scene.done.flatMap((done) => wordsAfter(done, coaching) ?? []);
  return words.length === 0 ? conciergeMove(scene) : { say: [...new Set(words)].join(" ") };
}

function toolsFor(said: string, { goals }: Coaching): ToolCall[] {
  if (ANALYSES.test(said)) return [{ name: "analyses", input: {} }];
  if (DONE_WITH.test(said)) return [{ name: "set_goals", input: { goals: goals.slice(0, -1) } }];
  const tools: ToolCall[] = [];
  const wish = WISH.exec(said)?.[1];
  if (wish !== undefined) {
    const notes = [{ about: "tone", words: wish }];
    tools.push({ name: "note_preferences", input: { notes } });
  }
  const [, about, words] = FACT.exec(said) ?? [];
  if (about !== undefined && words !== undefined) {
    const notes = [{ about: about.toLowerCase(), words: words.trim().slice(0, 200) }];
    tools.push({ name: "note_facts", input: { notes } });
  }
  const goal = GOAL.exec(said);
  const named = (goal?.[1] ?? goal?.[2])?.trim().slice(0, 200);
  if (named !== undefined && !goals.includes(named)) {
    tools.push({ name: "set_goals", input: { goals: [...goals, named].slice(-5) } });
  }
  return tools;
}

/** To the newest line in which it knows a phrase. */
function heard(said: string): string | null {
  for (const line of linesOf(said).reverse()) {
    for (const [phrase, answer] of HEARD) {
      const found = phrase.exec(line);
      if (found !== null) return answer(found[1] ?? "");
    }
  }
  return null;
}

/** No coaching, and it does not pretend to any: a set question for each stage. */
function question({ goals, stage }: Coaching): string {
  const goal = goals.at(-1);
  if (goal === undefined) return "I am the offline coach. What would you like to work on?";
  return [
    `I hear you. What is one step towards "${goal}" that you could take?`,
    `I hear you. What did you try lately towards "${goal}", and what came of it?`,
    `I hear you. What have you learned about "${goal}" that you want to keep?`,
  ][stage - 1] as string;
}

const analyses = z.object({
  stage: z.number(),
  graduated_on: z.string().nullable(),
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
      return done.ok ? goalsSet(done.input, coaching) : refused;
    case "note_facts":
    case "note_preferences":
      return done.ok ? "Noted." : refused;
    case "analyses":
      return told(analyses.parse(JSON.parse(done.content)));
    default:
      return null;
  }
}

const newGoals = z.object({ goals: z.array(z.string()) });

function goalsSet(input: Record<string, unknown>, coaching: Coaching): string {
  const { goals } = newGoals.parse(input);
  if (goals.length < coaching.goals.length) return "Well done: that one is off your list.";
  return `Your goal: ${goals.at(-1)}. What would be different if you were there?`;
}

function told({
  stage,
  graduated_on,
  analyses: [newest, ...older],
}: z.infer<typeof analyses>): string {
  const at =
    graduated_on === null
      ? `You are at stage ${stage} of 3.`
      : `You have come through all three stages, on ${graduated_on}.`;
  if (newest === undefined) return `${at} There is no analysis yet.`;
  const before = older.length === 0 ? "" : ` Before that: ${older.map((a) => a.score).join(", ")}.`;
  const strength = newest.strengths[0] ?? "none yet";
  const area = newest.areas[0] ?? "nothing new";
  return `${at} On ${newest.on} you had ${newest.score} of ${newest.of}.${before} A strength: ${strength}. To work on: ${area}.`;
}
