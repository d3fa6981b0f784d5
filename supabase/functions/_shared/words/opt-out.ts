import { type Clause, readClauses } from "./clauses.ts";
import { english } from "./opt-out-english.ts";
import { spanish } from "./opt-out-spanish.ts";
import type { OptOutWords, Request } from "./opt-out-words.ts";

/** Who laughs, or is charmed, does not mean a bare "stop". */
const IN_FUN = new RegExp(
  "[😂🤣😆😹😄😅🥰😍😘💀]|\\b(?:lol|lmao|rofl|omg|(?:ha){2,}h?|(?:ja){2,}j?|jk|hilarious|killing me|" +
    "stop\\W{1,3}no way|too (?:funny|kind|sweet|good)|making me (?:blush|laugh|smile|cry)|" +
    "i love (?:it|this|that|you)|i['’]?m dying|me muero|te adoro|gracios[oa])\\b",
  "iu",
);

/** "please stop" means it even with something after a comma; "stop, you're too kind" does not. */
const MEANT = /\b(?:please|pls|plz|plese|now|rightnow|immediately|asap|already|said|porfavor|ya)\b/;

const FORGET =
  /^(?:delete|erase|remove|forget|borre[n]?|elimine[n]?) (?:all )?(?:me|my|mis?)(?: (?:data|info|information|details|number|account|datos|numero|cuenta))?$/;

const LIMITS_TO_NOW = /\b(?:now|rightnow|today|ahora|hoy)\b/;

/**
 * Whether the person asks, in words of their own, for no more texts, and in which language. A text
 * that may be meant either way is an opt-out when it is said to us and about texting them; one that
 * limits the wish ("not after nine", "until Monday", "about Bob") is not, nor what somebody else said
 * or asked for. Words that the carrier acts on by itself are `consentKeyword`'s.
 *
 * Source of the rule: 47 CFR 64.1200(a)(10), consent is revoked by any reasonable means.
 */
export function saidOptOut(body: string): OptOutWords["language"] | null {
  const clauses = readClauses(body);
  const inFun = IN_FUN.test(body.slice(0, 1_600));
  for (const words of [english, spanish]) {
    if (
      clauses.some(
        (clause) => asks(clause, words) || (!inFun && asksBarely(clause, clauses, words)),
      )
    ) {
      return words.language;
    }
  }
  return null;
}

/**
 * Whether a message on the web asks for no more texts, and in which language: as `saidOptOut`, of the
 * requests that name texts or the number alone. On a page "stop" is about the answer, and "leave me
 * alone" may be.
 */
export function saidNoTexts(message: string): OptOutWords["language"] | null {
  const clauses = readClauses(message);
  const words = [english, spanish].find((one) =>
    clauses.some((clause) => asks(clause, one, one.texts)),
  );
  return words?.language ?? null;
}

function asks(clause: Clause, words: OptOutWords, about?: RegExp): boolean {
  if (isReported(clause, words)) return false;
  return words.requests.some((request) =>
    [...clause.words.matchAll(request.words)].some((found) => {
      if (about?.test(found[0]) === false) return false;
      const before = clause.words.slice(0, found.index).trimEnd();
      const after = clause.words.slice(found.index + found[0].length).trimStart();
      if (request.notAfter?.test(before)) return false;
      return leavesItARequest(before, words) && endsIt(after, request, clause, words);
    }),
  );
}

function isReported(clause: Clause, words: OptOutWords): boolean {
  return words.reporting.test(clause.before) && !words.ownWords.test(clause.before);
}

/** Nothing but courtesies stand before it, or a complaint, or the sentence begins anew with "please". */
function leavesItARequest(before: string, words: OptOutWords): boolean {
  const tokens = before === "" ? [] : before.split(" ");
  const from = tokens.findLastIndex((token) => !words.preface.has(token)) + 1;
  if (from === 0) return true;
  const lead = tokens.slice(0, from).join(" ");
  if (words.opening.test(lead) || words.opening.test(before)) return true;
  if (words.others.test(lead)) return false;
  if (words.complaintBefore.test(lead) || words.complaintBefore.test(before)) return true;
  const request = tokens.slice(from).join(" ");
  return words.please.has(tokens[from] ?? "") || words.anew.test(request);
}

function endsIt(after: string, request: Request, clause: Clause, words: OptOutWords): boolean {
  if (after === "" || words.complaintAfter.test(after) || asksAgain(after, words)) return true;
  if (request.tail === "any") {
    return !words.limit.test(`${after} `) && !(clause.asked && /^(?:if|si) /.test(after));
  }
  if (request.tail === "lasting" && LIMITS_TO_NOW.test(after)) return false;
  return addsNothing(after, words);
}

/** "remove my number and leave me alone": the second says that the first is meant. */
function asksAgain(after: string, words: OptOutWords): boolean {
  const [, more] = /^(?:please )?(?:and|y) (?:please |just )?(.*)$/.exec(after) ?? [];
  if (more === undefined) return false;
  if (FORGET.test(more)) return true;
  return words.requests.some((request) =>
    [...more.matchAll(request.words)].some((found) => found.index === 0),
  );
}

function addsNothing(text: string, words: OptOutWords): boolean {
  const plain = text.replace(/\bto (?=me\b|us\b|this\b|my\b)/g, "");
  return plain.split(" ").every((token) => words.short.has(token));
}

/** A bare request is its whole clause; and the whole sentence or text too, unless it insists. */
function asksBarely(clause: Clause, clauses: Clause[], words: OptOutWords): boolean {
  if (!isBare(clause, words) || isReported(clause, words)) return false;
  if (clause.alone || MEANT.test(clause.words)) return true;
  return clauses.every(
    (other) =>
      isBare(other, words) ||
      addsNothing(other.words, words) ||
      words.complaintBefore.test(other.words),
  );
}

function isBare(clause: Clause, words: OptOutWords): boolean {
  const tokens = clause.words.split(" ");
  const please = tokens.findLastIndex((token) => words.please.has(token));
  const lead = tokens.slice(0, Math.max(0, please)).join(" ");
  const complained = clause.words.replace(words.complaintAfter, "").trim().split(" ");
  return (
    isBareRequest(tokens, words) ||
    isBareRequest(complained, words) ||
    (please > 0 && !words.others.test(lead) && isBareRequest(tokens.slice(please), words))
  );
}

function isBareRequest(tokens: string[], words: OptOutWords): boolean {
  const prefaces = Math.max(
    0,
    tokens.findIndex((token) => !words.preface.has(token)),
  );
  const request = tokens.slice(prefaces).join(" ");
  const found = words.bare.exec(request);
  if (found === null) return false;
  const before = tokens.slice(0, prefaces).join(" ");
  const after = request.slice(found[0].length).trim();
  if (words.ownNeed.test(before) || /^(?:me|us|u|you)\b/.test(after)) return false;
  return after === "" || addsNothing(after, words) || words.complaintAfter.test(after);
}
