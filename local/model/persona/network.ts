import { z } from "zod";
import { isDeclined, isGreeting, isNoise } from "./facts.ts";
import { type Item, type Scene, type ToolAnswer, type ToolCall, toYou } from "./scene.ts";

const RESEARCH =
  /\b(?:find me|look(?:ing)? for|(?<!\b(?:the|my|any) )research(?: on| about)?)\s+(?!(?:is|are|going)\b)(.+)/is;
const NEED_ENDS = /(?:,?\s+(?:for me|please))*[\s?.!]*$/i;
const ASK =
  /\bask (?:the )?(?:community|members|network|experts?)(?:[,:]| about| if| whether)?\s+(.+)/is;
const END_RESEARCH =
  /\b(?:cancel|end|drop|stop|forget)\b.*\b(?:research|looking|search)|\bno longer need\b/i;
const WITHDRAW = /\b(?:withdraw|take back|cancel|drop)\b.*\bquestion/i;
const DECLINE =
  /\b(?:rather not (?:answer|say)|decline the question|can(?:'t|not) answer|skip (?:that|the|this) question)/i;
const YES =
  /^\W*(?:yes|yep|yeah|sure|ok(?:ay)?|go ahead|happy to|please do|sounds good|of course)\b/i;
const NO = /^\W*(?:no|nope|nah|not interested|i(?:'d| would) rather not|pass)\b/i;
const MADE = /^\W*(?:made|it(?:'s| is) made|(?:we|they)(?:'ve| have)? met)\b/i;
const NOT_MADE = /^\W*(?:not made|(?:it )?(?:was|is)(?:n't| not) made|no[- ]show|nothing came)\b/i;
/** What the Innovator, who plays by this script too, has answered before. */
const BUYS = /\bbuy\b.*\bcredits?\b/i;
const UPLOAD = /\b(?:upload|list of prospects|bring (?:my|a) list)\b/i;
const UNDO = /\b(?:undo|take back) (?:my |the )?(?:last |newest )?(?:list|upload)\b/i;
const ANSWER = /^\W*(?:my )?answer(?: is|:)\s+/i;
/** Of a text that tells somebody what came of their answer: it asks nothing. */
const IMPACT = /\byour answer to\b/i;
const CREDITS = /\bcredits?\b|\bmy balance\b/i;
const MOVEMENTS = /\b(?:history|movements?|statement|why|where (?:from|do))\b/i;
const OPEN =
  /\b(?:what|which)(?: \w+)?(?:'s| is| are)? (?:still )?(?:open|pending)\b|\bopen items?\b|\bwhat became of\b|\bany (?:answers?|progress|update)\b|\bwhat did \w+(?: \w+)? (?:answer|say|reply)\b|\b(?:did|has) any(?:one|body) (?:answer|repl(?:y|ied))|\bwhat (?:are|were) the answers\b/i;
const MORE =
  /\banything (?:new |else )?for me\b|\bwhat(?:'s| is) (?:new|next) for me\b|\bany (?:opportunit\w+|intros?|introductions?)\b/i;
const THANKS = /^\s*(?:thanks?|thank you|thx)\b/i;
const EXPERTISE =
  /\b(?:ask me about|my expertise is|i(?:'m| am) an? expert (?:in|on)|i know (?:a lot )?about)\s+(.+)/i;
const NO_HOURS = /\b(?:no quiet hours|quiet hours off|text me any ?time)\b/i;
const AFTER =
  /\b(?:(?:no (?:texts?|messages?)|(?:don't|do not|never) (?:text|message) me) (?:after|between|from)|quiet hours(?: are|:)?(?: after| between| from)?) (\d{1,2})(?::(\d\d))? ?(am|pm)?(?:.*?(?:\b(?:until|till|to|and|before)|-|–) ?(\d{1,2})(?::(\d\d))? ?(am|pm)?)?/i;
const LIMIT =
  /\b(?:at most|max(?:imum)?|(?:no|not) more than|only)\s+(\d+|one|two|three|once|twice)\b(?: times?| texts?| messages?)? (?:a|an|per|each|every) (day|hour)\b/i;

const ABOUT_INTROS = /\b(?:introductions?|intros?)\b/i;
const WHO = /\bwho(?:'s| is| are)\s+(.+?)[\s?.!]*$/i;
const WAITS_FOR_YES = "waits for their yes or no";

const UNTIL_DEFAULT = "08:00";
const NUMBERS: Record<string, number> = { once: 1, one: 1, twice: 2, two: 2, three: 3 };
const WORDS_MAX = 500;

/** What the offline Concierge does about the network: what its member asks, answers and wishes. */
export function networkTools(scene: Scene): ToolCall[] {
  const said = scene.said.replace(/[’‘]/g, "'");
  return wishes(said) ?? looks(said, scene) ?? closes(said, scene) ?? wants(said, scene) ?? [];
}

function wishes(said: string): ToolCall[] | null {
  if (NO_HOURS.test(said)) return [{ name: "set_texting", input: { quiet_hours: null } }];
  const after = AFTER.exec(said);
  if (after !== null) {
    const from = clockOf(after[1], after[2], after[3] ?? "pm");
    const until = after[4] === undefined ? UNTIL_DEFAULT : clockOf(after[4], after[5], after[6]);
    return [{ name: "set_texting", input: { quiet_hours: { from, until } } }];
  }
  const [, amount = "", span] = LIMIT.exec(said) ?? [];
  if (span !== undefined) {
    const texts = NUMBERS[amount.toLowerCase()] ?? Number(amount);
    return [{ name: "set_texting", input: { [span === "day" ? "a_day" : "an_hour"]: texts } }];
  }
  const known = EXPERTISE.exec(said)?.[1];
  if (known === undefined) return null;
  const topics = known
    .split(/,| and /i)
    .map((topic) => topic.replace(/[.!]/g, "").trim().slice(0, 60))
    .filter((topic) => topic !== "");
  return [{ name: "set_expertise", input: { topics: topics.slice(0, 10) } }];
}

function looks(said: string, { data }: Scene): ToolCall[] | null {
  if (CREDITS.test(said) && MOVEMENTS.test(said)) return [{ name: "credits", input: {} }];
  if (OPEN.test(said)) return [{ name: "open_items", input: {} }];
  const [next] = data.priorities;
  if (next === undefined) return null;
  const asked = MORE.test(said);
  if (!asked && !THANKS.test(said)) return null;
  return [{ name: "present_opportunity", input: { handle: next.handle, asked } }];
}

function closes(said: string, { data }: Scene): ToolCall[] | null {
  const letter = DECLINE.test(said)
    ? "q"
    : WITHDRAW.test(said)
      ? "a"
      : END_RESEARCH.test(said)
        ? "w"
        : null;
  if (letter === null) return null;
  const item = namedIn(said, itemsOf(data.open, letter));
  return item === undefined ? null : [{ name: "close_item", input: { handle: item.handle } }];
}

function wants(said: string, scene: Scene): ToolCall[] | null {
  const answer = answerIn(said, scene);
  if (answer !== null) return [answer];
  const question = ASK.exec(said)?.[1];
  if (question !== undefined) {
    return [{ name: "ask_community", input: { question: tidy(question) } }];
  }
  if (UNDO.test(said)) return [{ name: "undo_upload", input: {} }];
  const need = RESEARCH.exec(said)?.[1];
  if (need !== undefined)
    return [{ name: "request_research", input: { need: tidy(need.replace(NEED_ENDS, "")) } }];
  const intro = introToTell(said, scene);
  return intro === null ? null : [intro];
}

/** A yes or no to an introduction, or an answer to a question, of which our last text spoke. */
function answerIn(said: string, { data, before }: Scene): ToolCall | null {
  const told = before.findLast((one) => one.from === "us")?.text ?? "";
  const intro = itemsOf(data.open, "i").find((item) => item.state === WAITS_FOR_YES);
  if (intro !== undefined && (YES.test(said) || NO.test(said))) {
    const answer = YES.test(said) ? "yes" : "no";
    return { name: "answer_introduction", input: { handle: intro.handle, answer } };
  }
  const making = itemsOf(data.open, "i").find((item) => item.state.startsWith("is being made"));
  if (making !== undefined && (MADE.test(said) || NOT_MADE.test(said))) {
    const outcome = MADE.test(said) ? "made" : "not_made";
    return { name: "report_introduction", input: { handle: making.handle, outcome } };
  }
  const questions = itemsOf(data.open, "q");
  const asked = questions.find((item) => told.includes(item.about)) ?? questions[0];
  if (asked === undefined) return null;
  const asks = told.includes(asked.about) && !IMPACT.test(told);
  const fits = asks && !said.includes("?") && !isSmall(said);
  if (!fits && !ANSWER.test(said)) return null;
  const summary = `They say: ${said.replace(ANSWER, "")}`.slice(0, WORDS_MAX).toWellFormed();
  return { name: "record_answer", input: { handle: asked.handle, summary } };
}

/**
 * An introduction that the person speaks of before we have told it: only one that was presented can
 * be answered, so it is presented now.
 */
function introToTell(said: string, { data, before }: Scene): ToolCall | null {
  const told = before.findLast((one) => one.from === "us")?.text ?? "";
  const untold = data.priorities.filter(
    ({ item }) =>
      item.startsWith("i") &&
      !data.open.some(({ handle, state }) => handle === item && state === WAITS_FOR_YES),
  );
  const named = untold.find(({ about }) => isAskedWho(said, about));
  const ours = untold.find(({ about }) => told.includes(about)) ?? untold[0];
  const answers = (YES.test(said) || NO.test(said)) && spokeOf(told, ours?.about);
  const intro = named ?? (answers || ABOUT_INTROS.test(said) ? ours : undefined);
  if (intro === undefined) return null;
  return { name: "present_opportunity", input: { handle: intro.handle, asked: true } };
}

function spokeOf(told: string, about = ""): boolean {
  return ABOUT_INTROS.test(told) || (about !== "" && told.includes(about));
}

function isAskedWho(said: string, about: string): boolean {
  const who = WHO.exec(said)?.[1]?.toLowerCase();
  return who !== undefined && who.length > 2 && about.toLowerCase().includes(who);
}

function isSmall(said: string): boolean {
  return isGreeting(said) || isNoise(said) || isDeclined(said) || THANKS.test(said);
}

function itemsOf<Kind extends Item>(items: Kind[], letter: string): Kind[] {
  return items.filter((item) => item.handle.startsWith(letter));
}

/** The one of which a word stands in the text; else the first. */
function namedIn(said: string, items: Item[]): Item | undefined {
  const words = said.toLowerCase().split(/\W+/);
  const fits = (item: Item) =>
    item.about
      .toLowerCase()
      .split(/\W+/)
      .some((word) => word.length > 2 && words.includes(word));
  return items.find(fits) ?? items[0];
}

function tidy(words: string): string {
  return words.trim().slice(0, WORDS_MAX).toWellFormed();
}

function clockOf(hour = "0", minute = "00", half = ""): string {
  const noon = half.toLowerCase() === "pm" ? 12 : 0;
  const hours = half === "" ? Number(hour) % 24 : (Number(hour) % 12) + noon;
  return `${String(hours).padStart(2, "0")}:${minute}`;
}

/** What it says after one of these tools; null after any other. */
export function networkReply(done: ToolAnswer, scene: Scene): string | null {
  const about = aboutOf(done, scene);
  switch (done.name) {
    case "request_research":
      return `It is on record: "${done.input.need}". Ask me what is open at any time; I can end it, too.`;
    case "ask_community":
      return `Your question to the members is on record: "${done.input.question}". Ask me what is open to see what came of it.`;
    case "record_answer":
      return "Thank you. Your answer is on record, in your own words.";
    case "close_item":
      if (String(done.input.handle).startsWith("q")) {
        return "That is fine: you are not asked about it any more.";
      }
      // A question in the midst of a sentence stands in quotation marks.
      return `Done: ${/[.?!]$/.test(about) ? `"${about}"` : about} is closed.`;
    case "answer_introduction":
      return done.input.answer === "yes"
        ? `Your yes is on record for ${about}. Nothing more is asked of you now.`
        : `Your no is on record for ${about}.`;
    case "report_introduction":
      return `Thank you, that is on record for ${about}.`;
    case "undo_upload":
      return "Done: your newest list is taken back.";
    case "set_texting":
      return textingReply(done);
    case "set_expertise":
      return `Noted: you may be asked about ${[done.input.topics].flat().join(", ") || "nothing"}.`;
    case "present_opportunity":
      return offerReply(done, scene);
    case "open_items":
      return openReply(done);
    case "credits":
      return creditsReply(done);
    default:
      return null;
  }
}

/** What it says without a tool, of what is in view. */
export function networkFact(said: string, { open, provider }: Scene["data"]): string | null {
  if (provider === null && (UPLOAD.test(said) || BUYS.test(said))) {
    return "That is for members who offer a solution. If you do, tell me what you sell, and to whom.";
  }
  if (CREDITS.test(said)) return "You have {{balance}} credits.";
  if (MORE.test(said)) return "There is nothing new for you now.";
  const intro = itemsOf(open, "i").find(({ about }) => isAskedWho(said, about));
  if (intro === undefined) return null;
  const ask = intro.state === WAITS_FOR_YES ? " Please answer YES or NO." : "";
  return `That is ${intro.about} (${toYou(intro.state)}).${ask}`;
}

function aboutOf(done: ToolAnswer, { data }: Scene): string {
  const items: Item[] = [...data.open, ...data.priorities];
  return items.find((item) => item.handle === done.input.handle)?.about ?? "that";
}

function textingReply({ input }: ToolAnswer): string {
  const hours = z.object({ from: z.string(), until: z.string() }).safeParse(input.quiet_hours);
  if (hours.success) return `Done: no texts from ${hours.data.from} until ${hours.data.until}.`;
  if ("quiet_hours" in input) return "Done: no quiet hours of your own any more.";
  const texts = (amount: unknown) => `${amount} ${amount === 1 ? "text" : "texts"} of ours`;
  return "a_day" in input
    ? `Done: at most ${texts(input.a_day)} a day.`
    : `Done: at most ${texts(input.an_hour)} an hour.`;
}

const QUESTIONS: Record<string, string> = {
  i: "Would you make it? Please answer YES or NO.",
  q: "Do you know? Just answer here.",
};

function offerReply(done: ToolAnswer, { data }: Scene): string {
  const offer = data.priorities.find((item) => item.handle === done.input.handle);
  if (offer === undefined) return "There is nothing new for you.";
  const told = [toYou(offer.about), offer.answer, offer.impact].flatMap((one) =>
    typeof one === "string" ? [one] : [],
  );
  const news = told.reduce((all, one) => `${all}${/[.?!]$/.test(all) ? "" : ":"} ${one}`);
  const earned = typeof offer.credits === "number" ? ` ${offer.credits} credits are yours.` : "";
  return `There is this for you: ${ended(news)}${earned} ${QUESTIONS[offer.item.charAt(0)] ?? ""}`.trim();
}

const openItems = z.array(
  z.looseObject({
    about: z.string(),
    state: z.string().default(""),
    answers: z.array(z.object({ answer: z.string() })).nullish(),
  }),
);

function openReply(done: ToolAnswer): string {
  const items = openItems.parse(JSON.parse(done.content));
  if (items.length === 0) return "Nothing is open.";
  const told = items.map(({ about, state, answers }) => {
    const said = (answers ?? []).map(({ answer }) => answer).join("; ");
    return ended(`${about} (${toYou(state)})${said === "" ? "" : `: ${said}`}`);
  });
  return `Open: ${told.join(" ")}`;
}

/** A sentence with one end, whatever the words in it end with. */
function ended(words: string): string {
  return /[.?!]$/.test(words) ? words : `${words}.`;
}

const ledger = z.object({
  movements: z.array(z.object({ credits: z.number(), for: z.string() })),
});

function creditsReply(done: ToolAnswer): string {
  const { movements } = ledger.parse(JSON.parse(done.content));
  const told = movements.map((one) => `${one.credits > 0 ? "+" : ""}${one.credits} ${one.for}`);
  const lately = told.length === 0 ? "Nothing has moved them yet" : `Lately: ${told.join(", ")}`;
  return `You have {{balance}} credits. ${lately}.`;
}
