import { REPLY_CHARACTERS_MAX } from "../actions.ts";
import { normaliseText } from "../safety/normalise.ts";

/** Two segments of GSM-7 and a little: what a text is read as. */
export const BRIEF_CHARACTERS_MAX = 320;
/** For who asks for more. */
export const LONG_CHARACTERS_MAX = REPLY_CHARACTERS_MAX;

const MORE =
  /\b(?:more (?:about|on|detail|details|info|information|please)|tell me more|say more|(?:in|with|more|full|further|all the|every) details?|(?:give|send|show|tell) me (?:the |some )?details|^\W*(?:the )?details\b|elaborate|explain|in depth|at length|long(?:er)? (?:answer|version|text|reply|story|list)|\d[\d,]* (?:characters|words|sentences)|full (?:answer|list|story|text|version|summary)|what(?:s| is| else is| have i)? (?:\w+ )?open\b|what do you know|step by step|walk me through|(?:list|name|give me|show me|tell me) (?:them |me )?(?:all|everything|every)|everything (?:you|we|about)|summar(?:y|i[sz]e)|write (?:me )?(?:a|an|the) (?:long|draft|email|letter|essay|post|intro)|mas detalles?|explica\w*|detalladamente|paso a paso|cuentame mas|todo sobre)\b/g;
/** Said just before, it wants less. */
const NOT_THAT = /\b(?:no|not|dont|do not|without|never|stop|sin|no me)(?: \w+){0,2} ?$/;

/** Whether somebody asks for more than a short answer. */
export function asksForMore(text: string): boolean {
  const bare = normaliseText(text)
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\p{M}'’]/gu, "");
  return [...bare.matchAll(MORE)].some(({ index }) => !NOT_THAT.test(bare.slice(0, index)));
}
