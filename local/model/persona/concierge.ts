import { z } from "zod";
import { dayNamed } from "./day-named.ts";
import { isDeclined, isGreeting, isNoise, statedFacts } from "./facts.ts";
import { networkFact, networkReply, networkTools } from "./network.ts";
import { label, PROFILE, profileReply } from "./profile.ts";
import {
  type Known,
  linesOf,
  type Move,
  type Scene,
  type ToolAnswer,
  type ToolCall,
  toYou,
} from "./scene.ts";
import { smallTalk } from "./small-talk.ts";

const CITIES: Record<string, string> = {
  amsterdam: "Europe/Amsterdam",
  berlin: "Europe/Berlin",
  boston: "America/New_York",
  chicago: "America/Chicago",
  denver: "America/Denver",
  london: "Europe/London",
  "los angeles": "America/Los_Angeles",
  "new york": "America/New_York",
  paris: "Europe/Paris",
  "san francisco": "America/Los_Angeles",
  seattle: "America/Los_Angeles",
  singapore: "Asia/Singapore",
  sydney: "Australia/Sydney",
  tokyo: "Asia/Tokyo",
};

const HOURS: Record<string, number> = { minute: 1 / 60, hour: 1, day: 24, week: 168 };

const HOUR_MS = 60 * 60 * 1000;
const WEEKDAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/i;
const WHEN =
  /\s+(?:in (?:an?|\d+) (?:minute|hour|day|week)s?|tomorrow|next week|(?:on )?(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i;

const RECALL =
  /\bwhat (?:did|have) i (?:tell|told|say|said|ask|mention|write)|\bdo you (?:remember|recall)\b|\bdid i (?:tell|mention|say|ask)|\bremind me what\b|\bwhat was (?:it|that) i\b/i;
const LONG =
  /\b(\d[\d,]{2,4})[ -]?(?:characters|chars)\b|\blong(?:er)? (?:answer|text|story|version)\b/i;
const FOLLOWUP = /\b(?:remind me|follow up|check (?:in|back)|ping me|come back to|get back to)\b/i;
const PLACE = /\btime ?zone\b|\b(?:i(?:'m| am)(?: now)? in|i live in|based in|moved to|here in)\b/i;

const NEW_NUMBER = /\b(?:new|another|changing my) (?:phone |cell )?number\b/i;
const OFFERS =
  /\bi(?:'m| am) a (?:vendor|provider)\b|\b(?:we|i) (?:sell|offer|provide) .{3,}\b(?:to|for) (?!you\b|me\b|help\b|make\b|do\b)[a-z]+/i;
const CONFIRM = /\b(?:confirm|verify) (?:it|my (?:work )?email)\b/i;

const COURTESY = /^\s*(?:thanks?|thank you|thx|ok|okay|cool|great)\b/i;
const UNREAD = "I could not read that.";
const UNKNOWN =
  "I am the offline model and have no better answer. I can look up what you told me, change your profile, come back to something later, find a solution or ask the members.";
const NO_ANSWERS = new Set([UNREAD, UNKNOWN]);

const TOOLS_MAX = 8;
const LONG_CHARACTERS_DEFAULT = 2_000;
const LONG_CHARACTERS_MAX = 4_000;

/** The Concierge, as the offline model plays it. */
export function conciergeMove(scene: Scene): Move {
  if (scene.data.welcome !== null) return { say: welcome(scene) };
  if (scene.done.length === 0 && scene.data.follow_up === null) {
    const tools = toolsOfAll(scene);
    if (tools.length > 0) return { tools };
  }
  return { say: reply(scene) };
}

/** What the Concierge says of an email that has just been confirmed. */
function welcome({ data }: Scene): string {
  if (data.welcome === "email_confirmed") return "Your new work email is confirmed.";
  if (data.welcome === "number_moved") {
    return `Welcome back${named(data.known)}: your account is on this number now.`;
  }
  return `Welcome to ${data.brand}${named(data.known)}! Your work email is confirmed and you are a member. Tell me what you look for, what you know about, or what you offer.`;
}

function toolsOfAll(scene: Scene): ToolCall[] {
  const tools = new Map<string, ToolCall>();
  for (const said of linesOf(scene.said)) {
    for (const tool of toolsFor({ ...scene, said })) {
      tools.set(keyOf(tool), joined(tools.get(keyOf(tool)), tool));
    }
  }
  return [...tools.values()].slice(0, TOOLS_MAX);
}

/** What is done about one item is done once, however many texts of a burst speak of it. */
function keyOf({ name, input }: ToolCall): string {
  return `${name} ${input.handle ?? JSON.stringify(input)}`;
}

/** An answer may come in several texts; of all else the last word counts. */
function joined(before: ToolCall | undefined, tool: ToolCall): ToolCall {
  if (before === undefined || tool.name !== "record_answer") return tool;
  const { handle, summary } = tool.input;
  const both = `${before.input.summary}\n${String(summary).replace(/^They say: /, "")}`;
  return { name: tool.name, input: { handle, summary: both.slice(0, 500).toWellFormed() } };
}

function toolsFor(scene: Scene): ToolCall[] {
  const said = scene.said.replace(/[’‘]/g, "'");
  if (RECALL.test(said)) return [{ name: "recall", input: { query: topicOf(said) } }];
  if (PROFILE.test(said)) return [{ name: "profile", input: {} }];
  if (FOLLOWUP.test(said)) {
    const hours = hoursIn(said, scene.data.today.date);
    if (hours === null) return [];
    return [{ name: "schedule_followup", input: { in_hours: hours, about: aboutOf(said) } }];
  }
  if (NEW_NUMBER.test(said)) return [{ name: "expect_new_number", input: {} }];
  // The Innovator, who plays by this script too, knows that already.
  if (scene.data.provider === null && OFFERS.test(said)) {
    return [{ name: "become_innovator", input: {} }];
  }
  const network = networkTools(scene);
  if (network.length > 0) return network;
  const zone = zoneIn(said);
  if (zone !== null) return [{ name: "set_timezone", input: { timezone: zone } }];
  return profileTools(scene);
}

function profileTools({ said, data }: Scene): ToolCall[] {
  if (said.includes("?")) return [];
  const stated = statedFacts(said, { asked: null, askedBefore: null, known: data.known });
  const before = new Map(Object.entries(data.known));
  const news = Object.entries(stated).filter(([fact, value]) => before.get(fact) !== value);
  const tools: ToolCall[] = [];
  if (news.length > 0) tools.push({ name: "update_profile", input: Object.fromEntries(news) });
  const email = stated.email ?? (CONFIRM.test(said) ? data.known.email : null);
  if (email && (!data.email_confirmed || email !== data.known.email)) {
    tools.push({ name: "request_email_verification", input: { email } });
  }
  return tools;
}

function reply(scene: Scene): string {
  const { follow_up } = scene.data;
  if (follow_up !== null) return `As you asked, I come back to this: ${follow_up}.`;
  const words = repliesByLine(scene);
  // Whoever was answered at all is not told what else was not understood.
  const answers = words.filter((one) => !NO_ANSWERS.has(one));
  return [...new Set(answers.length > 0 ? answers : words.slice(0, 1))].join(" ");
}

function repliesByLine(scene: Scene): string[] {
  const rest = [...scene.done];
  const words = linesOf(scene.said).flatMap((said) => {
    const keys = toolsFor({ ...scene, said }).map(keyOf);
    if (keys.length === 0)
      return scene.done.length > 0 && isCourtesy(said) ? [] : [plain(said, scene)];
    const mine = rest.filter((one) => keys.includes(keyOf(one)));
    for (const one of mine) rest.splice(rest.indexOf(one), 1);
    return mine.map((one) => replyTo(one, scene));
  });
  return [...words, ...rest.map((one) => replyTo(one, scene))];
}

/** What needs no answer of its own beside something that was done. */
function isCourtesy(said: string): boolean {
  return isGreeting(said) || isNoise(said) || isDeclined(said) || COURTESY.test(said);
}

/** The answer to a text about which nothing was done. */
function plain(said: string, { data }: Scene): string {
  const long = LONG.exec(said);
  if (long !== null) return longAnswer(Number((long[1] ?? "").replaceAll(",", "")));
  const known = factAsked(said, data.known);
  if (known !== null) return known;
  const answer = smallTalk(said, data.brand) ?? networkFact(said, data);
  if (answer !== null) return answer;
  if (FOLLOWUP.test(said)) return "When shall I come back to it? Tell me in hours or days.";
  if (isGreeting(said)) return `Hello${named(data.known)}! What can I do for you?`;
  if (COURTESY.test(said)) return "You are welcome.";
  if (isDeclined(said)) return "That is fine.";
  if (/\p{Extended_Pictographic}/u.test(said) && isNoise(said)) return "Thanks for that.";
  if (isNoise(said) || said.includes("[a text without words]")) return UNREAD;
  return UNKNOWN;
}

function replyTo(done: ToolAnswer, scene: Scene): string {
  if (!done.ok && done.input.asked === false) return "You are welcome.";
  if (!done.ok) return `I could not do that (${toYou(done.content).slice(0, 120)}).`;
  const network = networkReply(done, scene);
  if (network !== null) return network;
  switch (done.name) {
    case "recall":
      return recalledReply(done, scene);
    case "profile":
      return profileReply(scene.data.known);
    case "become_innovator":
      return "Noted: you offer a solution. My colleague, the Innovator, answers you from now on. Tell them your company's name, what it does and whom you would like to meet.";
    case "set_timezone":
      return `Done: your time zone is ${done.input.timezone}.`;
    case "request_email_verification":
      return "To confirm it, send any email from it to {{verification_address}}.";
    case "expect_new_number":
      return "Noted. Text me from the new number within three days and confirm your work email there; your account follows.";
    case "schedule_followup":
      return followUpReply(done);
    default: {
      const fields = Object.entries(done.input).map(([fact, to]) => `${label(fact)} ${to}`);
      return `Noted${named(scene.data.known)}: ${fields.join(", ")}.`;
    }
  }
}

/** After a colon, because it may be a thing as well as something to do. */
function followUpReply({ input }: ToolAnswer): string {
  const span = input.in_hours === 1 ? "1 hour" : `${input.in_hours} hours`;
  return `Done: I will come back to you in ${span} on this: ${input.about}.`;
}

const recalledMessages = z.array(
  z.object({ role: z.string(), content: z.string(), created_at: z.string() }),
);

function recalledReply(done: ToolAnswer, scene: Scene): string {
  const found = recalledMessages
    .parse(JSON.parse(done.content))
    .findLast((one) => one.role === "user" && !one.content.includes("?"));
  if (found !== undefined) {
    return `On ${found.created_at.slice(0, 10)} you wrote: "${found.content.slice(0, 200)}"`;
  }
  const words = String(done.input.query).toLowerCase().split(/\s+/);
  const inView = scene.before.findLast(
    (one) =>
      one.from === "person" &&
      !one.text.includes("?") &&
      words.some((word) => one.text.toLowerCase().includes(word)),
  );
  if (inView !== undefined) return `A moment ago you wrote: "${inView.text.slice(0, 200)}"`;
  return `I find nothing about ${done.input.query} in what you told me.`;
}

function factAsked(said: string, known: Known): string | null {
  const asked = /\bwhat(?:'s| is) my (first name|last name|company|title|role|email|time ?zone)\b/i
    .exec(said)?.[1]
    ?.toLowerCase();
  if (asked === undefined) return null;
  const fact = asked
    .replace("role", "title")
    .replace(/time ?zone/, "timezone")
    .replace(" ", "_");
  const value = new Map(Object.entries(known)).get(fact);
  return value ? `Your ${asked} is ${value}.` : `I do not have your ${asked}.`;
}

function named(known: Known): string {
  return known.first_name === null ? "" : `, ${known.first_name}`;
}

function topicOf(said: string): string {
  const topic =
    /\b(?:about|regarding|remember|recall|mention(?:ed)?)\s+(?:my |the |that )?(.+)/i.exec(said);
  const words = (topic?.[1] ?? said).replace(/[?.!,"]/g, "").trim();
  return words.slice(0, 100) || "you";
}

function hoursIn(said: string, today: string): number | null {
  const span = /\bin (an?|\d+) (minute|hour|day|week)s?\b/i.exec(said);
  if (span !== null) {
    const amount = /^an?$/i.test(span[1] ?? "") ? 1 : Number(span[1]);
    return Math.max(1, Math.round(amount * (HOURS[(span[2] ?? "").toLowerCase()] ?? 1)));
  }
  if (/\btomorrow\b/i.test(said)) return 24;
  const weekday = WEEKDAY.exec(said)?.[0];
  const day = weekday === undefined ? null : dayNamed(weekday, today);
  if (day !== null) return (Date.parse(day) - Date.parse(today)) / HOUR_MS;
  return /\bnext week\b/i.test(said) ? 168 : null;
}

/** What to come back to, without when. */
function aboutOf(said: string): string {
  const timeless = said
    .replace(WHEN, "")
    .replace(/\b(?:come|get) back to\b/i, "about")
    .replace(/[\s.?!]+$/, "");
  const topic = /\b(?:about|regarding|on|to)\s+(.+?)(?:[.?!]|$)/i.exec(timeless)?.[1]?.trim();
  return (topic ?? said.trim()).slice(0, 200);
}

function zoneIn(said: string): string | null {
  const iana = /\b[A-Z][A-Za-z]+\/[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_]+)?\b/.exec(said)?.[0];
  if (iana !== undefined) return iana;
  if (!PLACE.test(said)) return null;
  const city = Object.keys(CITIES).find((name) => said.toLowerCase().includes(name));
  return city === undefined ? null : (CITIES[city] ?? null);
}

/** The way of a text through the system, told at whatever length is asked for. */
const STORY = [
  "This is a long answer from the offline model, which tells how your text became a reply.",
  "Your phone handed the text to your carrier, and the carrier handed it to ours.",
  "Our carrier posted it to a door of ours, signed, so that nobody else can knock in its name.",
  "The door checked the signature, looked for words like STOP, and stored the text once.",
  "In the same moment the database wrote down that somebody has to answer it.",
  "It waited a little while, in case you had more to say, because people text in bursts.",
  "Then it rang a bell, and a small function woke up that had been asleep until then.",
  "The function asked the database for the conversation and promised to be back in time.",
  "It handed the last texts, what you had told us and the house rules to a model.",
  "The model may read and may propose, but it cannot change anything by itself.",
  "What it proposed went back to the database, which checked it against its own rules.",
  "Only then were all effects of the turn written down, together or not at all.",
  "The reply was cut into parts that a carrier takes, between letters and never through one.",
  "Each part was marked as being sent before it left, so that nothing goes out twice.",
  "The carrier told us when the parts had been accepted and when they had reached your phone.",
  "If any step had failed, the step before it would have noticed and tried again later.",
  "If your opt-out had come in between, not one part more would have been sent.",
  "And if a newer text of yours had come in between, this draft would be in the bin.",
];

/** About `characters` characters, in whole sentences, each only once with its number. */
function longAnswer(characters: number): string {
  const wanted = Math.min(characters || LONG_CHARACTERS_DEFAULT, LONG_CHARACTERS_MAX);
  let text = "";
  for (let number = 1; ; number += 1) {
    const sentence = `${number}. ${STORY[(number - 1) % STORY.length]}`;
    const longer = text === "" ? sentence : `${text} ${sentence}`;
    if (longer.length > wanted && text !== "") return text;
    text = longer;
  }
}
