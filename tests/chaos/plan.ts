import { type Dice, diceFrom } from "./dice.ts";
import type { ChaosOptions } from "./options.ts";

/** Somebody who texts; `verified` ones are known before, and are answered by the Concierge. */
export interface Person {
  phone: string;
  verified: boolean;
}

export interface PlannedText {
  person: number;
  body: string;
  /** Posted beside the one before it of the same person, not after it. */
  beside: boolean;
}

/** A fault of the carrier or the model, or something done to the engine. */
export type Disturbance =
  | { after: number; on: "carrier"; fault: CarrierFault }
  | { after: number; on: "model"; fault: ModelFault; times: number }
  | { after: number; on: "engine"; act: EngineAct };

export interface Booking {
  after: number;
  key: string;
  person: number;
  amount: number;
  /** How many book it at once, under one key. */
  copies: number;
  /** Counted in the balance by a second statement, which only what adds may be. */
  later: boolean;
  /** Its session is killed between the insert and the commit, and nobody tries again. */
  killed: boolean;
}

/** A text that nobody asked for, or a sequence of `parts` texts. */
export interface Outreach {
  after: number;
  key: string;
  person: number;
  priority: "urgent" | "high" | "medium" | "low";
  /** A newer one on the same subject takes its place. */
  subject: string | null;
  parts: number;
  expiresSeconds: number | null;
}

export interface Plan {
  people: Person[];
  texts: PlannedText[];
  /** Between two texts. */
  gapMs: number;
  /** How long an isolate lives. */
  wallClockSeconds: number;
  /** In the order of `after`: the number of texts begun before it. */
  disturbances: Disturbance[];
  bookings: Booking[];
  outreach: Outreach[];
}

/** How many of a hundred texts are struck by each, at least one; and how late in the run at most. */
const CARRIER_SHARES = {
  http429: 1.5,
  http500: 0.25,
  reset: 0.25,
  http500Accepted: 0.5,
  timeoutAccepted: 0.5,
  resetAccepted: 0.5,
  garbled201: 0.5,
  callbacksLate: 3,
  callbacksDoubled: 3,
  callbacksReversed: 3,
  callbacksDropped: 0.5,
  webhooksDoubled: 3,
  slow: 3,
} as const;
const MODEL_SHARES = {
  overloaded: 1,
  server_error: 0.5,
  rate_limit: 0.5,
  stall: 0.5,
  disconnect: 0.5,
  refusal: 1,
  truncated: 0.5,
  garbage: 0.5,
} as const;
const ENGINE_SHARES = {
  killAgent: 1,
  killSender: 0.4,
  killWebhook: 0.4,
  retireAgent: 0.1,
  restartFast: 0.1,
  restartImmediate: 0.1,
  takeOver: 0.3,
  pauseFunction: 0.2,
} as const;

export type CarrierFault = keyof typeof CARRIER_SHARES;
export type ModelFault = keyof typeof MODEL_SHARES;
export type EngineAct = keyof typeof ENGINE_SHARES;

/** What takes its time comes early: a text that may have left holds its lane for a minute. */
const SLOW_TO_MEND = new Set<string>(["http500", "reset", "killSender", "retireAgent"]);
const EARLY_SHARE = 0.15;
const LATE_SHARE = 0.9;
/** 529 in a row: the second attempt meets the second one. */
const OVERLOADED_TIMES = 2;

/** Isolates are retired at half of it, and told of their end at nine tenths. */
const WALL_CLOCK_SECONDS = { short: 12, long: 24 };
const LONG_RUN_TEXTS_MIN = 500;
const GAP_MS_MIN = 60;
const RUN_MS_MIN = 12_000;
/** In a long run somebody writes enough for summaries. */
const CHATTY_PERCENT = 6;
const BESIDE_PERCENT = 5;
const KEYWORD_PERCENT = 2;
const BOOKINGS_A_TEXT = 0.2;
const AMOUNT_MAX = 40;
const SPENDS_PERCENT = 40;
const LATER_PERCENT = 30;
const KILLED_PERCENT = 15;
const COPIES_MAX = 4;

const OUTREACH_A_TEXT = 0.5;
/** Whom we never heard from is sent nothing: most have written once by then. */
const OUTREACH_SHARE = { from: 0.3, until: 0.9 };
const SUBJECT_PERCENT = 30;
const SEQUENCE_PERCENT = 20;
const SEQUENCE_PARTS = 2;
const EXPIRES_PERCENT = 20;
const EXPIRES_SECONDS_MAX = 30;
const PRIORITIES = ["urgent", "high", "high", "medium", "medium", "medium", "low"] as const;

const TO_BOUNCER = [
  "I'm Ada Lovelace",
  "I am the CTO",
  "at Analytical Engines",
  "ada@analytical-engines.example",
  "Charles Babbage sent me",
  "are you a bot?",
  "what happens next?",
  "thanks",
  "hello",
  "👍",
] as const;
const TO_CONCIERGE = [
  "I'm in Paris",
  "what do you know about me?",
  "tell me how it works in 2,000 characters",
  "what did I tell you about boats?",
  "I am the Harbour master",
  "I moved to Tokyo",
  "thanks",
  "hello",
  "who are you?",
] as const;

/** All that happens in a run, drawn from its seed. When each thing truly happens is not. */
export function makePlan({ texts, people, seed }: ChaosOptions): Plan {
  const dice = diceFrom(seed);
  const crowd = Array.from({ length: people }, (_, nth) => ({
    phone: `+1415556${String(nth).padStart(4, "0")}`,
    verified: nth % 2 === 0,
  }));
  return {
    people: crowd,
    texts: drawTexts(dice, texts, crowd),
    gapMs: Math.max(GAP_MS_MIN, RUN_MS_MIN / texts),
    wallClockSeconds: WALL_CLOCK_SECONDS[texts < LONG_RUN_TEXTS_MIN ? "short" : "long"],
    disturbances: drawDisturbances(dice, texts).toSorted((a, b) => a.after - b.after),
    bookings: drawBookings(dice, texts, crowd).toSorted((a, b) => a.after - b.after),
    outreach: drawOutreach(dice, texts, seed, people).toSorted((a, b) => a.after - b.after),
  };
}

function drawTexts(dice: Dice, count: number, people: Person[]): PlannedText[] {
  const stopped = new Set<number>();
  return Array.from({ length: count }, () => {
    const chatty = count >= LONG_RUN_TEXTS_MIN && dice.percent(CHATTY_PERCENT);
    const person = chatty ? 0 : dice.below(people.length);
    const words = people[person]?.verified ? TO_CONCIERGE : TO_BOUNCER;
    let body: string = dice.pick(words);
    const keyword = dice.percent(KEYWORD_PERCENT) ? dice.pick(["STOP", "HELP"]) : null;
    const beside = dice.percent(BESIDE_PERCENT);
    // Who has said STOP comes back with the next text, so that there is more to go wrong.
    if (stopped.delete(person)) body = "START";
    else if (keyword !== null) body = keyword;
    if (body === "STOP") stopped.add(person);
    return { person, body, beside: beside && !/^(STOP|START)$/.test(body) };
  });
}

function drawDisturbances(dice: Dice, texts: number): Disturbance[] {
  const times = (share: number) => Math.max(1, Math.round((share * texts) / 100));
  const when = (name: string) =>
    dice.below(
      Math.max(1, Math.floor(texts * (SLOW_TO_MEND.has(name) ? EARLY_SHARE : LATE_SHARE))),
    );
  const draw = <Name extends string>(shares: Record<Name, number>) =>
    namesOf(shares).flatMap((name) =>
      Array.from({ length: times(shares[name]) }, () => ({ name, after: when(name) })),
    );
  return [
    ...draw(CARRIER_SHARES).map(({ name, after }): Disturbance => {
      return { after, on: "carrier", fault: name };
    }),
    ...draw(MODEL_SHARES).map(({ name, after }): Disturbance => {
      const again = name === "overloaded" ? OVERLOADED_TIMES : 1;
      return { after, on: "model", fault: name, times: again };
    }),
    ...draw(ENGINE_SHARES).map(({ name, after }): Disturbance => {
      return { after, on: "engine", act: name };
    }),
  ];
}

function drawBookings(dice: Dice, texts: number, people: Person[]): Booking[] {
  const known = people.flatMap(({ verified }, nth) => (verified ? [nth] : []));
  return Array.from({ length: Math.ceil(texts * BOOKINGS_A_TEXT) }, (_, nth) => {
    const spends = dice.percent(SPENDS_PERCENT);
    return {
      after: dice.below(texts),
      key: `chaos-${nth}`,
      person: known[dice.below(known.length)] ?? 0,
      amount: (1 + dice.below(AMOUNT_MAX)) * (spends ? -1 : 1),
      copies: 1 + dice.below(COPIES_MAX),
      later: dice.percent(LATER_PERCENT) && !spends,
      killed: dice.percent(KILLED_PERCENT),
    };
  });
}

function drawOutreach(dice: Dice, texts: number, seed: number, people: number): Outreach[] {
  const from = Math.floor(texts * OUTREACH_SHARE.from);
  const until = Math.floor(texts * OUTREACH_SHARE.until);
  return Array.from({ length: Math.ceil(texts * OUTREACH_A_TEXT) }, (_, nth) => {
    const expires = dice.percent(EXPIRES_PERCENT);
    return {
      after: from + dice.below(until - from),
      key: `chaos-${seed}-${nth}`,
      person: dice.below(people),
      priority: dice.pick(PRIORITIES),
      subject: dice.percent(SUBJECT_PERCENT) ? dice.pick(["berth", "regatta"]) : null,
      parts: dice.percent(SEQUENCE_PERCENT) ? SEQUENCE_PARTS : 1,
      expiresSeconds: expires ? 1 + dice.below(EXPIRES_SECONDS_MAX) : null,
    };
  });
}

function namesOf<Name extends string>(shares: Record<Name, number>): Name[] {
  const names: Name[] = [];
  for (const name in shares) names.push(name);
  return names;
}
