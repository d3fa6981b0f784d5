import type { Outcome, ReplyContext } from "../worker/turn.ts";
import type { Agent } from "./define.ts";
import { wordsToSend } from "./words-to-send.ts";

/** When even an agent's own plain words must not be sent: somebody else's are quoted in them. */
const LAST_RESORT = "Sorry, I have no good answer to that.";

/** What only the reply's own words make true: without them it has not happened. */
const TOLD_IN_WORDS: readonly string[] = ["present_opportunity"];

type Actions = Outcome["actions"];

export interface Ending {
  actions: Actions;
  /** For the task's result: an operator looks at what was filtered, and why it was withheld. */
  result: Record<string, unknown>;
}

/**
 * How a turn ends: with a model's words and all that it did, or, when there are no words that may be
 * sent, in plain ones. Of a model whose words had to be withheld nothing is kept: whatever talked it
 * into them may have talked it into the rest.
 */
export function ending(
  agent: Agent,
  context: ReplyContext,
  said: string,
  approved: Actions,
): Ending {
  const { text, findings, replaced, withheld } = wordsToSend(said, context);
  const filtered = findings.length === 0 ? {} : { filtered: findings };
  const untold = approved.filter(({ type }) => !TOLD_IN_WORDS.includes(type));
  if (text !== "") {
    const actions = [...(replaced ? untold : approved), replyOf(text)];
    return { actions, result: { reply: "model", ...filtered } };
  }
  const kept = withheld ? [] : untold;
  const plain = plainEnding(agent, context, kept);
  return {
    actions: plain.actions,
    result: { ...plain.result, ...filtered, ...(withheld ? { withheld: true } : {}) },
  };
}

/** A person who waits gets a plain answer; a text that nobody asked for is left unsaid. */
export function plainEnding(agent: Agent, context: ReplyContext, kept: Actions = []): Ending {
  if (context.outreach !== null) {
    const input = { reason: "the model had no words for it" };
    return { actions: [...kept, { type: "drop_outreach", input }], result: { reply: "plain" } };
  }
  const { text } = wordsToSend(agent.plainReply(context), context);
  const end = replyOf(text === "" ? LAST_RESORT : text);
  return { actions: [...kept, end], result: { reply: "plain" } };
}

function replyOf(text: string): Actions[number] {
  return { type: "reply", input: { text } };
}
