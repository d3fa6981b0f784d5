import type { ModelMessage } from "../model.ts";
import { normaliseText } from "../safety/normalise.ts";
import type { ContextMessage } from "../worker/turn.ts";

/** Longer than any text that a carrier joins; the rest is cut, and said to be. */
const MESSAGE_CHARACTERS_MAX = 8_000;

// The API refuses empty content, and conversations that do not begin and end with the person.
const WITHOUT_WORDS = "[a text without words]";
const EARLIER = "[earlier messages are not shown]";
const NOTHING_NEW = "[the person has not written since; write the next text]";

/**
 * The messages of a conversation as the Messages API wants them: normalised, oldest first, those that
 * wait for an answer last, roles in turn, beginning and ending with the person. What the service itself sent (`system`) stands on our
 * side, because the person read it as ours. When no text waits for an answer (a follow-up, a text
 * that nobody asked for), the end says so, even after a text that was left unanswered.
 */
export function modelMessages(messages: ContextMessage[]): ModelMessage[] {
  const turns: Array<{ role: "user" | "assistant"; content: string }> = [];
  // What came while we were answering something else was not seen by that answer: it comes after it.
  const ordered = messages.toSorted(
    (a, b) => Number(a.fresh) - Number(b.fresh) || a.position - b.position,
  );
  for (const message of ordered) {
    const role = message.role === "user" ? "user" : "assistant";
    const content = readable(message.content);
    const last = turns.at(-1);
    if (last?.role === role) last.content += `\n${content}`;
    else turns.push({ role, content });
  }
  if (turns[0]?.role === "assistant") turns.unshift({ role: "user", content: EARLIER });
  const end = turns.at(-1);
  if (end?.role !== "user") turns.push({ role: "user", content: NOTHING_NEW });
  else if (!messages.some((message) => message.fresh)) end.content += `\n${NOTHING_NEW}`;
  return turns;
}

function readable(content: string): string {
  const text = normaliseText(content).trim();
  if (text === "") return WITHOUT_WORDS;
  if (text.length <= MESSAGE_CHARACTERS_MAX) return text;
  return `${text.slice(0, MESSAGE_CHARACTERS_MAX).toWellFormed()} [cut]`;
}
