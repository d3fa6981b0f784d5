import type { Known } from "./scene.ts";
import { smallTalk } from "./small-talk.ts";

/** The facts that onboarding asks for, in its order. */
export const ASKED = ["first_name", "last_name", "company", "title", "email"] as const;
export type Asked = (typeof ASKED)[number];

export type Facts = Partial<Record<Asked | "linkedin_url", string>>;

export interface Reading {
  /** What the last question was about. */
  asked: Asked | null;
  /** What the question before that was about: a correction is usually of this. */
  askedBefore: Asked | null;
  known: Known;
}

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
const LINKEDIN = /(?:https?:\/\/)?(?:[a-z]{2,3}\.)?linkedin\.com\/in\/([^\s/?#,]+)/i;

const TITLE_WORD =
  /\b(?:c[aefhimoprst]o|chief|(?:co-?)?founder|(?:vice )?president|[es]?vp|head|director|manager|lead|engineer|developer|designer|scientist|analyst|consultant|partner|principal|owner|architect|officer|professor|admiral|recruiter|investor|associate|accountant|lawyer|nurse|teacher|student|advisor|researcher)\b/i;

const NAME_INTRODUCED =
  /\b(?:my (?:full )?name(?:'s| is)|name(?:'s| is|:)|i(?:'m| am) called|i go by)\s+(.+)/is;
const CALL_ME = /\bcall me\s+(.+)/is;
const FIRST_NAME = /\bfirst name(?:'s| is|:)?\s+(.+)/is;
const LAST_NAME = /\b(?:last|family|sur) ?name(?:'s| is|:)?\s+(.+)/is;
const IT_IS = /\b(?:i'm|im|i am|this is|it's|it is|here is|here's)\s+(.+)/is;
const CORRECTION = /^(?:.*?\b)?(?:actually|sorry|wait|correction|no|oops|i meant?)\b[,:]?\s*/is;

const COMPANY_NAMED = /\b(?:company|employer|startup|firm)(?:'s| is|:| name is)\s+(.+)/is;
const WORKS_AT =
  /\b(?:(?:i )?work(?:ing)? (?:at|for|with)|i(?:'?m| am) (?:now )?(?:at|with)|i (?:run|own|founded)(?! (?:the |our |all )?(?:operations|ops|sales|marketing|engineering|product|finance|growth|design|support|hr|it)\b|[^,.;\n]*\bthere\b)|founder of|joined|moved to)\s+(.+)/is;
const FROM = /\bfrom\s+(.+)/is;
const AT = /(?:\bat|@)\s+(?=[\p{Lu}\p{Lo}\p{N}])(.+)/su;
const TITLE_NAMED = /\b(?:title|role|position|job)(?:'s| is|:)\s+(.+)/is;
const TITLE_HELD =
  /\b(?:i'm|im|i am|as|now)\s+(?:now\s+)?(?:an?\s+|the\s+|their\s+|our\s+)?([^,.!?;\n@]+?)(?=\s+(?:at|for|with|@)\s|\s*[,.!?;\n]|\s+and\s|$)/gi;

const OF_COMPANY = /^((?:c[aefhimoprst]o|(?:co-?)?founder|owner|president)(?: and \S+)?) of (.+)$/i;

/** A question, also without its mark. */
const QUESTION =
  /^\s*(?:what|who|where|when|why|how|which)(?:'?s|'re)?\s+\S|^\s*(?:(?:can|could|do|are|will) (?:you|i|we)|is (?:it|this|that|there))\b/i;

const HONORIFIC = /^(?:mr|mrs|ms|dr|prof)\.?$/i;
const PARTICLE = /^(?:de|da|del|della|der|den|di|dos|du|van|von|la|le|al|el|bin|ibn|ten|ter|y)$/i;
const NAME_WORD = /^[\p{L}][\p{L}\p{M}'.-]*$/u;
const NOT_A_NAME = new Set(
  `a about ad actually admin ai all also am an and another are as asking at ask available back be because
  bored bot busy but by calling cool currently curious did do doing done dont ever excited excellent fine
  for free from glad going good great guess happy have hello hey hi here hold how human i i'll i'm i've if in
  interested is it it's its just keen later let like living looking lost maybe me my nah never new nice no none nope
  not nothing now of off ok okay on only or our perfect please pleased plus private rather ready real really right sad
  said say secret sick skip so sorry still stop stuck sure super test texting thank thanks that the their there they
  this tired to too trying unsure up us very waiting was we well what when where which who why will wondering work
  working writing wrong yes yep yeah yet you your idk lol haha hmm huh thx cheers whats whos`.split(
    /\s+/,
  ),
);

/** What the person states about themselves, as far as set patterns can tell. */
export function statedFacts(said: string, reading: Reading): Facts {
  const text = said.replace(/[’‘]/g, "'").replace(/[“”]/g, '"');
  // A line that claims a role it does not have states nothing.
  const lines = text
    .split("\n")
    .filter((line) => !/^\s*(?:system|assistant|admin)\s*:/i.test(line));
  const facts: Facts = {};
  for (const line of lines) Object.assign(facts, factsOf(line, reading));
  return facts;
}

function factsOf(line: string, reading: Reading): Facts {
  const facts: Facts = {};
  const email = EMAIL.exec(line)?.[0].replace(/[.-]+$/, "");
  if (email !== undefined) facts.email = email.toLowerCase();
  const linkedin = LINKEDIN.exec(line)?.[1];
  if (linkedin !== undefined) facts.linkedin_url = `https://www.linkedin.com/in/${linkedin}`;
  const rest = line.replace(EMAIL, "").replace(LINKEDIN, "").trim();

  Object.assign(facts, listed(rest) ?? spoken(rest, reading));
  if (Object.keys(facts).length > 0 || rest === "") return facts;
  return corrected(rest, reading) ?? answered(rest, reading);
}

/** "Ada Lovelace, CTO, Analytical Engines": a signature, with or without an email at its end. */
function listed(line: string): Facts | null {
  const items = line
    .split(/[,|/;]/)
    .map((item) => item.trim())
    .filter((item) => item !== "");
  if (items.length < 3 || items.length > 4 || items.some((item) => wordsOf(item).length > 4)) {
    return null;
  }
  const title = items.find((item) => TITLE_WORD.test(item));
  const name = items.find((item) => item !== title && nameIn(item, true)?.rest === "");
  const company = items.find((item) => item !== title && item !== name);
  if (title === undefined || name === undefined || company === undefined) return null;
  return { ...namesOf(nameIn(name, true)?.name ?? name), title, company: companyIn(company) };
}

function spoken(line: string, reading: Reading): Facts {
  const facts: Facts = { ...spokenName(line), ...spokenTitle(line) };
  const company = facts.company ?? spokenCompany(line, reading, facts);
  if (company !== "") facts.company = company;
  return facts;
}

function spokenName(line: string): Facts {
  const last = nameIn(LAST_NAME.exec(line)?.[1], true);
  const first = nameIn(FIRST_NAME.exec(line)?.[1], true);
  if (first !== null || last !== null) {
    return {
      ...(first === null ? {} : { first_name: first.name }),
      ...(last === null ? {} : { last_name: last.name }),
    };
  }
  const introduced = nameIn(NAME_INTRODUCED.exec(line)?.[1], true);
  if (introduced !== null) return namesOf(introduced.name);
  const called = nameIn(CALL_ME.exec(line)?.[1], true);
  if (called !== null) return namesOf(called.name);
  const itIs = nameIn(IT_IS.exec(line)?.[1], false);
  if (itIs !== null && !CORRECTION.test(line)) return namesOf(itIs.name);
  // "Ada Lovelace from Analytical Engines"
  const named = nameIn(line, false);
  const follows = named === null ? "" : named.rest.trimStart();
  return named !== null && /^(?:from|at|here|,\s*(?:from|at))\b/i.test(follows)
    ? namesOf(named.name)
    : {};
}

function spokenTitle(line: string): Facts {
  const named = TITLE_NAMED.exec(line)?.[1];
  if (named !== undefined) return { title: clause(named) };
  for (const [, held] of line.matchAll(TITLE_HELD)) {
    if (held !== undefined && TITLE_WORD.test(held)) return titleOf(held);
  }
  // "VP Engineering at Acme" with nothing before it.
  const before = /^(?:.*[,.;]\s*)?([^,.;]+?)\s+(?:at|@)\s+\S/i.exec(line)?.[1] ?? line;
  const atStart = before.replace(/^(?:an?|the|and)\s+/i, "");
  if (wordsOf(atStart).length > 6 || !TITLE_WORD.test(atStart)) return {};
  return before === line && !OF_COMPANY.test(atStart) ? {} : titleOf(atStart);
}

/** "CEO of Acme" names a company; "VP of Engineering" is a title. */
function titleOf(words: string): Facts {
  const [, title, company] = OF_COMPANY.exec(words) ?? [];
  if (title === undefined || company === undefined) return { title: words.trim() };
  return { title, company: companyIn(company) };
}

function spokenCompany(line: string, reading: Reading, facts: Facts): string {
  const explicit = COMPANY_NAMED.exec(line)?.[1] ?? WORKS_AT.exec(line)?.[1] ?? AT.exec(line)?.[1];
  if (explicit !== undefined) return companyIn(explicit);
  if (facts.title !== undefined) {
    const after = /\s(?:at|@)\s+(.+)/is.exec(line.slice(line.indexOf(facts.title)))?.[1];
    if (after !== undefined) return companyIn(after);
  }
  // "from Berlin" is a company only when one was asked for, or follows a name.
  const from = FROM.exec(line)?.[1];
  const meant = reading.asked === "company" || facts.first_name !== undefined;
  return from !== undefined && meant ? companyIn(from) : "";
}

/** "Actually it's Grace": the fact before the last question, or the one that "not X" names. */
function corrected(line: string, reading: Reading): Facts | null {
  if (!CORRECTION.test(line)) return null;
  const instead = line.replace(CORRECTION, "").replace(/^(?:it's|it is|i'm|i am|its)\s+/i, "");
  const not = /,?\s*not\s+(.+)$/is.exec(instead);
  const value = clause(not === null ? instead : instead.slice(0, not.index));
  if (value === "" || wordsOf(value).length > 5 || isDeclined(line)) return null;
  const wrong = clause(not?.[1] ?? "").toLowerCase();
  const known = ASKED.find((fact) => (reading.known[fact] ?? "").toLowerCase() === wrong && wrong);
  const fact = known ?? reading.askedBefore ?? reading.asked;
  return fact === null ? null : asAnswerTo(fact, value, reading.known);
}

/** A bare answer to the last question. */
function answered(line: string, reading: Reading): Facts {
  if (reading.asked === null || line.includes("?") || isDeclined(line) || isNoise(line)) return {};
  if (QUESTION.test(line) || smallTalk(line, "") !== null) return {};
  const value = clause(
    line.replace(/^(?:it's|it is|i'm|im|i am|at|the|just|an?)\s+(?:(?:just|an?)\s+)*/i, ""),
  );
  if (value === "" || wordsOf(value).length > 6 || /^(?:i|we|you|they)\s/i.test(value)) return {};
  return asAnswerTo(reading.asked, value, reading.known);
}

function asAnswerTo(fact: Asked, value: string, known: Known): Facts {
  switch (fact) {
    case "first_name": {
      const name = nameIn(value, true);
      return name === null || name.rest.trim() !== "" ? {} : namesOf(name.name);
    }
    case "last_name": {
      const name = nameIn(value, true);
      if (name === null || name.rest.trim() !== "") return {};
      // A full name instead of the last one; otherwise it may well have two words.
      const whole = known.first_name !== null && name.name.split(" ").includes(known.first_name);
      return whole ? namesOf(name.name) : { last_name: name.name };
    }
    case "email":
      return {};
    case "company":
      return isSmallTalk(value) ? {} : { company: companyIn(value) };
    case "title":
      return isSmallTalk(value) ? {} : { title: value };
  }
}

/** The name at the start of some words, and what follows it. */
function nameIn(
  words: string | undefined,
  anyCase: boolean,
): { name: string; rest: string } | null {
  if (words === undefined) return null;
  const taken: string[] = [];
  let rest = words.trimStart();
  while (taken.length < 4) {
    const token = /^(\S+?)([,.!?;:)]*)(\s+|$)/.exec(rest);
    const word = token?.[1] ?? "";
    if (token === null || !isNameWord(word, taken.length > 0, anyCase)) break;
    rest = rest.slice(token[0].length);
    if (!HONORIFIC.test(word)) taken.push(word);
    if (token[2] !== "") break;
  }
  if (taken.length === 0 || TITLE_WORD.test(taken.join(" "))) return null;
  return { name: taken.map(capitalised).join(" "), rest };
}

function isNameWord(word: string, inside: boolean, anyCase: boolean): boolean {
  if (!NAME_WORD.test(word) || NOT_A_NAME.has(bareOf(word))) return false;
  if (inside && PARTICLE.test(word)) return true;
  return anyCase || /^[\p{Lu}\p{Lo}]/u.test(word);
}

/** "what's" is as little of a name as "what". */
function bareOf(word: string): string {
  const lower = word.toLowerCase();
  return NOT_A_NAME.has(lower) ? lower : lower.replace(/'(?:s|re|d|ll|m|ve)$/, "");
}

function capitalised(word: string): string {
  if (PARTICLE.test(word)) return word;
  return word === word.toLowerCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

function namesOf(name: string): Facts {
  const [first = "", ...others] = name.split(" ");
  return others.length === 0
    ? { first_name: first }
    : { first_name: first, last_name: others.join(" ") };
}

/** A company's name, up to where the sentence goes on about something else. */
function companyIn(words: string): string {
  const [name = ""] = words.split(
    /[,;!?\n]|\.(?:\s|$)|\s+(?:and|but) (?:i|my|you|we|the)\b|\s+as\s|\s+(?:where|since|which|now|currently|these days|because)\b|\s+in\s+(?=\p{Lu})|\s+-\s/iu,
  );
  return name
    .replace(/^(?:a company called|the company)\s+/i, "")
    .replace(/["'.\s]+$/, "")
    .trim();
}

/** Words up to the end of their clause. */
function clause(words: string): string {
  const [first = ""] = words.split(/[,;!?\n]|\.(?:\s|$)|\s+(?:and|but)\s+(?:i|my|you)\b/i);
  return first.replace(/^["'\s]+|["'.\s]+$/g, "");
}

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}

export function isDeclined(text: string): boolean {
  return /\b(?:rather (?:not|keep)|prefer not|(?:don't|dont|do not) (?:want|wanna|wish|like) to|won't (?:say|tell|share)|not telling|none of your business|no comment|skip (?:it|that|this)?|not comfortable|keep (?:it|that) private|too personal)\b|^(?:no|nope|nah|pass|skip)[.!]?$/i.test(
    text.replace(/[’‘]/g, "'").trim(),
  );
}

/** No letters at all, or keys struck at random. */
export function isNoise(text: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(text)) return true;
  const word = text.trim().toLowerCase();
  if (!/^[a-z]{4,}$/.test(word)) return false;
  return !/[aeiouy]/.test(word) || /asdf|sdfg|qwer|zxcv|hjkl|lkj/.test(word);
}

export function isGreeting(text: string): boolean {
  return /^(?:hi|hey|hello|hiya|yo|hola|howdy|greetings|good (?:morning|afternoon|evening|day))\b/i.test(
    text.trim(),
  );
}

function isSmallTalk(text: string): boolean {
  return (
    isGreeting(text) ||
    /^(?:ok|okay|k|cool|thanks?|thank you|thx|yes|yep|yeah|sure|lol|haha|hmm+|what|huh|maybe|i don't know|idk|nothing|none|nowhere|unemployed|between jobs)\b/i.test(
      text.trim(),
    )
  );
}
