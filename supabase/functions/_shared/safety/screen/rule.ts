export const SEVERITIES = ["none", "low", "moderate", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What is the matter; `crisis_events.trigger_type` holds it. */
export type Kind = "suicide" | "self_harm" | "abuse" | "threat" | "medical";

/** Who is in danger: the one who writes, or somebody they write about. */
export type Concerned = "self" | "other";

export type Language = "en" | "es";

/** What a phrase tells of, for `combinations.ts`: two of them together weigh more than each. */
export type Sign =
  | "despair"
  | "wish"
  | "intent"
  | "plan"
  | "means"
  | "time"
  | "farewell"
  | "bequest"
  | "unreachable"
  | "threat"
  | "harm";

/** One thing that people say, in all the ways in which they say it. */
export interface Rule {
  /** Kept with what was found; the words themselves are not. */
  id: string;
  kind: Kind;
  /** `either`: whoever the sentence is about. */
  concerns: Concerned | "either";
  /** Alone; `none` counts only together with another. */
  severity: Severity;
  sign?: Sign;
  /** What is happening now: neither a negation, nor the past, nor a joke before it lowers it. */
  firm?: true;
  /** It is also what people say who want no more texts: beside such talk it is `low`. */
  yields?: true;
  language: Language;
  /** One a line, in the grammar of `phrases.ts`. */
  phrases: string;
}

/** What makes a rule's words harmless, or less than they seem. */
export interface Guard {
  guard:
    | "idiom"
    | "negation"
    | "no_negation"
    | "past"
    | "long_ago"
    | "remembered"
    | "amount"
    | "mended"
    | "still"
    | "fiction"
    | "profession"
    | "trifle"
    | "laugh"
    | "denial"
    | "service"
    | "occupation"
    | "prescribed"
    | "quoted"
    | "scolding"
    | "urgent";
  phrases: string;
}

export function worse(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b) ? a : b;
}

export function atMost(severity: Severity, cap: Severity): Severity {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(cap) ? severity : cap;
}
