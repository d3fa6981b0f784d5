import {
  ASKED,
  type Asked,
  type Facts,
  isDeclined,
  isGreeting,
  isNoise,
  statedFacts,
} from "./facts.ts";
import { PROFILE, profileReply } from "./profile.ts";
import { type Move, type Scene, type ToolAnswer, type ToolCall, toYou } from "./scene.ts";
import { smallTalk } from "./small-talk.ts";

const QUESTIONS: Record<Asked, string> = {
  first_name: "What is your name?",
  last_name: "What is your last name?",
  company: "Where do you work?",
  title: "What is your role there?",
  email: "What is your work email?",
};

/** What of a question tells which fact it asks for, also in words that are not ours. */
const ASKS: Record<Asked, RegExp> = {
  last_name: /\b(?:last|family|sur) ?name\?/i,
  first_name: /\bname\?/i,
  company: /\bwork\?|\bcompany\?/i,
  title: /\brole\b.*\?|\btitle\?/i,
  email: /\bemail\?/i,
};

const NAMED: Record<Asked, RegExp> = {
  first_name: /\bname\b/i,
  last_name: /\b(?:last|family|sur) ?name\b/i,
  company: /\b(?:company|employer|work(?:place)?)\b/i,
  title: /\b(?:title|role|job)\b/i,
  email: /\bemail\b/i,
};

const NEW_NUMBER = /\bnew (?:phone |cell )?number\b|\b(?:changed|lost) my (?:phone|number)\b/i;
const ADDRESS_ASKED =
  /\b(?:confirm|verif(?:y|ication)|(?:what|which|new|another|resend|send).*\baddress|where (?:do|should|can) i (?:e?mail|send))\b/i;
const NO_EMAIL =
  /\b(?:don['’]?t|do not) (?:have|use|own) (?:an?|any|my own)? ?(?:work |company |business |professional |corporate )?e-?mail\b|\b(?:(?:have|got) no|without an?|no work) (?:work |company |business )?e-?mail\b/i;
const WITHOUT_EMAIL =
  "Members confirm a work email, so you cannot be one without it. Send it whenever you have one.";
const CONFIRM = "To confirm your work email, send any email from it to {{verification_address}}";

/** The Bouncer, as the offline model plays it: tools first, then one text that asks on. */
export function bouncerMove(scene: Scene): Move {
  if (scene.data.outreach !== null) return reEngagement(scene, scene.data.outreach.about);
  if (scene.done.length === 0) {
    const tools = proposals(scene);
    if (tools.length > 0) return { tools };
  }
  return { say: reply(scene) };
}

function proposals(scene: Scene): ToolCall[] {
  const stated = statedFacts(scene.said, {
    asked: askedAt(scene, 0),
    askedBefore: askedAt(scene, 1),
    known: scene.data.known,
  });
  const news = changed(stated, scene);
  const tools: ToolCall[] = [];
  // Apart, because an address that is refused takes with it what is proposed together with it.
  const { email: address, ...others } = news;
  for (const input of [others, address === undefined ? {} : { email: address }]) {
    if (Object.keys(input).length > 0) tools.push({ name: "update_profile", input });
  }
  const referrer = referrerIn(scene.said);
  if (referrer !== null) tools.push({ name: "name_referrer", input: { name: referrer } });
  if (offersSolutions(scene.said)) tools.push({ name: "mark_innovator", input: {} });
  const email = emailToConfirm(scene, news);
  if (email !== null) tools.push({ name: "request_email_verification", input: { email } });
  return tools;
}

/** The email that can be confirmed now: all else is known, declined, or on record of old. */
function emailToConfirm(scene: Scene, news: Record<string, string>): string | null {
  const { data, said } = scene;
  const email = news.email ?? data.known.email;
  if (email === null || data.email_confirmed) return null;
  const given = data.confirm_until !== null && news.email === undefined;
  if (given && !ADDRESS_ASKED.test(said)) return null;
  const declined = declinedFacts(scene);
  const open = ASKED.some(
    (fact) => data.missing.includes(fact) && news[fact] === undefined && !declined.has(fact),
  );
  return open && !hasNewNumber(scene) ? null : email;
}

/** Somebody who is a member with another number is asked for their email alone. */
function hasNewNumber({ before, said }: Scene): boolean {
  const theirs = before.filter(({ from }) => from === "person").map(({ text }) => text);
  return [...theirs, said].some((text) => NEW_NUMBER.test(text));
}

/** Whoever has fallen silent is asked for the one thing that is open. */
function reEngagement(scene: Scene, about: Record<string, unknown>): Move {
  const { data, done } = scene;
  const { email, first_name: name } = data.known;
  const confirmed = done.some(({ name: tool, ok }) => ok && tool === "request_email_verification");
  const open = ASKED.find((fact) => data.missing.includes(fact));
  if (open === undefined && data.confirm_until === null && done.length === 0 && email !== null) {
    return { tools: [{ name: "request_email_verification", input: { email } }] };
  }
  const ask = open !== undefined ? QUESTIONS[open] : null;
  const how = data.confirm_until !== null || confirmed ? `${CONFIRM}.` : "";
  const end = about.last === true ? "I will not ask again." : "";
  const greeting = `${name === null ? "Hello" : `Hello ${name}`}, do you still want to join ${data.brand}?`;
  return { say: [greeting, ask ?? how, end].filter((word) => word !== "").join(" ") };
}

function changed(stated: Facts, { data }: Scene): Record<string, string> {
  const entries = Object.entries(stated).filter(([fact, value]) => {
    const before = new Map(Object.entries(data.known)).get(fact);
    return value !== "" && value !== before;
  });
  return Object.fromEntries(entries);
}

function reply(scene: Scene): string {
  const { data, said } = scene;
  const stored: Record<string, unknown> = {};
  for (const { ok, input } of scene.done) if (ok) Object.assign(stored, input);
  const name = stored.first_name ?? data.known.first_name;
  const words: string[] = [];
  if (scene.done.some(({ ok, name: tool }) => ok && tool !== "request_email_verification"))
    words.push(name ? `Thanks, ${name}, noted.` : "Thanks, noted.");
  words.push(...refusals(scene.done));

  const declined = declinedFacts(scene);
  const answer = PROFILE.test(said) ? profileReply(data.known) : smallTalk(said, data.brand);
  // What stands before a first text has said it.
  const introduced = data.first_contact && answer?.startsWith("I am the AI assistant");
  if (answer !== null && !introduced) words.push(answer);
  else if (NO_EMAIL.test(said)) words.push(WITHOUT_EMAIL);
  else if (isDeclined(said)) words.push("That is fine, I go on without it.");
  else if (scene.done.length === 0) words.push(aside(scene));

  const nothingNew = data.missing.length === 0 && scene.done.length === 0 && words.length > 0;
  if (!nothingNew || data.confirm_until !== null) {
    words.push(next(scene, Object.keys(stored), declined));
  }
  return words.filter((word) => word !== "").join(" ");
}

/** What was refused and why, each thing once: no address is confirmed that was not noted. */
function refusals(done: ToolAnswer[]): string[] {
  const whys = new Map<string, string>();
  for (const { ok, name, input, content } of done) {
    if (ok) continue;
    const what = labelOf(name, input);
    if (!whys.has(what))
      whys.set(
        what,
        toYou(content)
          .slice(0, 80)
          .replace(/[.\s]+$/, ""),
      );
  }
  return [...whys].map(([what, why]) => `I could not note ${what} (${why}).`);
}

function labelOf(tool: string, input: Record<string, unknown>): string {
  if (tool === "name_referrer") return "who sent you";
  if (tool === "mark_innovator") return "that you offer solutions";
  const facts = Object.keys(input).map((fact) => fact.replace("_url", "").replace("_", " "));
  return `your ${facts.join(", ")}`;
}

/** What is said when a text held no fact and no question that the offline model knows. */
function aside({ said, data }: Scene): string {
  if (isGreeting(said)) return "Hello!";
  if (data.first_contact) return "";
  if (/^\s*(?:thanks?|thank you|thx|ok|okay|cool|great)\b/i.test(said)) return "You are welcome.";
  if (/\[a text without words\]/.test(said)) return "That came without words.";
  if (/\p{Extended_Pictographic}/u.test(said) && isNoise(said)) return "Thanks for that.";
  if (isNoise(said)) return "I could not read that.";
  if (said.includes("@")) return "That does not look like an email address to me.";
  if (said.includes("?")) return "I am only the offline model and cannot say.";
  return "I am only the offline model and did not follow that.";
}

function next(scene: Scene, stored: string[], declined: Set<Asked>): string {
  const { data, done } = scene;
  const open = ASKED.filter((fact) => data.missing.includes(fact) && !stored.includes(fact));
  const given = done.some(({ name, ok }) => ok && name === "request_email_verification");
  if (given && open.length === 0) return `That is all I need. ${CONFIRM}.`;
  if (given) return `${CONFIRM}.`;
  if (hasNewNumber(scene) && open.includes("email")) {
    return `If you have an account, it follows its email to this number. ${QUESTIONS.email}`;
  }
  const ask = open.find((fact) => !declined.has(fact));
  if (ask !== undefined) return QUESTIONS[ask];
  if (data.confirm_until !== null) return `${CONFIRM}.`;
  if (open.length > 0) return "That is all I ask for now. Send me the rest whenever you like.";
  return "That is all I need, but for your work email: it is not confirmed yet.";
}

/** Which fact our newest text asked for, or the one `back` questions before it. */
function askedAt(scene: Scene, back: number): Asked | null {
  const asked = scene.before.flatMap((one) => {
    const fact = one.from === "us" ? askedIn(one.text) : null;
    return fact === null ? [] : [fact];
  });
  return asked.at(-1 - back) ?? null;
}

function askedIn(text: string): Asked | null {
  const question = text.slice(text.search(/[^.!?]*\?\s*$/));
  return (
    (["last_name", "first_name", "company", "title", "email"] as const).find((fact) =>
      ASKS[fact].test(question),
    ) ?? null
  );
}

/** The facts that the person would not give, by what they named or by what had been asked. */
function declinedFacts(scene: Scene): Set<Asked> {
  const declined = new Set<Asked>();
  let asked: Asked | null = null;
  for (const { from, text } of [...scene.before, { from: "person", text: scene.said } as const]) {
    if (from === "us") {
      asked = askedIn(text) ?? asked;
      continue;
    }
    if (!isDeclined(text) && !NO_EMAIL.test(text)) continue;
    const named = [...ASKED].reverse().find((fact) => NAMED[fact].test(text));
    const fact = named ?? asked;
    if (fact !== null) declined.add(fact);
  }
  return declined;
}

function referrerIn(said: string): string | null {
  const name = String.raw`(\p{Lu}[\p{L}'.-]*(?:\s+\p{Lu}[\p{L}'.-]*){0,2})`;
  const sent = new RegExp(
    `${name}\\s+(?:sent|referred|invited|recommended|told)\\s+me\\b|\\b(?:referred|sent|invited|recommended) by\\s+${name}`,
    "u",
  ).exec(said);
  return (sent?.[1] ?? sent?.[2] ?? null)?.replace(/[.']+$/, "") ?? null;
}

function offersSolutions(said: string): boolean {
  return /\b(?:i'm|i am|we're|we are) an? (?:vendor|solution provider|supplier)\b|\bwe (?:sell|offer|provide)\b/i.test(
    said,
  );
}
