import type { Move, Scene } from "./scene.ts";

const NAMED = /\b(?:my name is|call me) (\p{Lu}\p{L}+)/u;
const AT_LENGTH = /\b(?:explain|at length|in detail|a long)\b/i;

/** What it has to say when it is asked for more: sentences enough to be stopped in the middle. */
const AT_LENGTH_WORDS = Array.from(
  { length: 12 },
  (_, index) => `This is sentence ${index + 1} of what the offline model has to say about that.`,
).join(" ");

/** The assistant as the offline model plays it: it knows what its tenant told it, and no more. */
export function assistantMove({ said, data, done }: Scene): Move {
  const [, name] = NAMED.exec(said) ?? [];
  const kept = done.find((one) => one.name === "update_profile");
  if (name !== undefined && kept === undefined) {
    return { tools: [{ name: "update_profile", input: { first_name: name } }] };
  }
  if (kept !== undefined) return { say: `Noted, ${kept.input.first_name}.` };
  if (AT_LENGTH.test(said)) return { say: AT_LENGTH_WORDS };
  const known = sentenceAbout(said, data.house?.knowledge ?? "");
  if (known !== null) return { say: known };
  return { say: `I am the offline model of ${data.brand}. **You said:** ${said}` };
}

/** The sentence that shares the most words with a question; null when none does. */
function sentenceAbout(said: string, knowledge: string): string | null {
  const asked = new Set(wordsOf(said));
  const sentences = knowledge.split(/(?<=[.!?])\s+/).map((sentence) => ({
    sentence,
    shared: wordsOf(sentence).filter((word) => asked.has(word)).length,
  }));
  const best = sentences.toSorted((a, b) => b.shared - a.shared)[0];
  return best === undefined || best.shared === 0 ? null : best.sentence;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
}
