import { type OutboundFinding, screenOutbound } from "../safety/outbound.ts";
import type { ReplyContext } from "../worker/turn.ts";
import { asksWhetherMachine, withDisclosure } from "./disclosure.ts";
import { asksForMore, BRIEF_CHARACTERS_MAX, LONG_CHARACTERS_MAX } from "./length.ts";
import { cutAtSentence, outboundText } from "./reply.ts";

export interface WordsToSend {
  /** Empty when there is nothing left to say. */
  text: string;
  /** What was taken out, for the task's result: kinds, never words. */
  findings: OutboundFinding[];
  /** Other words stand in the place of those that were meant. */
  replaced: boolean;
  /** Must not be sent, and somebody has to look at why. */
  withheld: boolean;
}

/**
 * Words as they may be sent, a model's or an agent's own plain ones, in which a model's may be
 * quoted: tidy, the truth first when somebody asked whether they talk to a machine, without links,
 * addresses and numbers that are not its reader's own, and no longer than was asked for; on a page as
 * long as a reply may be. Words that Postgres has yet to fill in are not cut: the cut could take what
 * they are there for.
 */
export function wordsToSend(words: string, context: ReplyContext): WordsToSend {
  const fresh = context.messages.filter((message) => message.fresh);
  const heard = fresh.map((message) => message.content).join("\n");
  const screened = screenOutbound(outboundText(words), {
    hosts: context.tenant.link_hosts,
    ownWords: ownWordsIn(context),
  });
  const honest = withDisclosure(screened.text, asksWhetherMachine(heard));
  const isPage = context.conversation.channel === "web";
  const isLong = isPage || asksForMore(heard) || honest.includes("{{");
  const charactersMax = isLong ? LONG_CHARACTERS_MAX : BRIEF_CHARACTERS_MAX;
  const replaced = !honest.endsWith(screened.text);
  return { ...screened, replaced, text: cutAtSentence(honest, charactersMax) };
}

/** What the person wrote in view, and the addresses and the name of a company they are known by. */
function ownWordsIn({ messages, user }: ReplyContext): string {
  const written = messages.flatMap(({ role, content }) => (role === "user" ? [content] : []));
  return [...written, user.email, user.linkedin_url, user.company]
    .filter((words) => words !== null)
    .join("\n");
}
