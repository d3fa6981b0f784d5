import { bearsOut } from "./net/bears-out.ts";
import { catchText } from "./net/catch-text.ts";
import { meanings } from "./net/meanings.ts";
import { weights } from "./net/weights.ts";
import { phraseList, type RecentText, readWithRecent } from "./reading.ts";
import { atMost, type Concerned, type Kind, type Language, type Severity, worse } from "./rule.ts";
import { type TemplateName, templateFor } from "./templates.ts";
import { versionOf } from "./words/version.ts";

export interface ToScreen {
  text: string;
  /** The same person's own texts before it, the oldest first; what is too old or too many is left out. */
  recent?: readonly RecentText[];
  /** Of the person, when known: for a text whose words are of no language ("🔫 tonight"). */
  language?: Language;
}

export interface Screening {
  severity: Severity;
  /** Null without a finding. */
  kind: Kind | null;
  concerns: Concerned | null;
  /** Of the rules that found it, the gravest first; never the words. */
  rules: string[];
  language: Language;
  /** The fixed text that is due. */
  template: TemplateName | null;
  /** Version of the word list. */
  list: string;
}

const list = versionOf(phraseList, [weights.bias, ...weights.of], meanings);

/**
 * What a text says of danger to somebody's life, by rules alone: before any model, and whatever one
 * says later. It errs towards finding: a text with such words is `none` only when a guard knows them
 * for something else. Linear in the length of the text.
 */
export function screenText(input: ToScreen): Screening {
  return screenCounted(input).screening;
}

/** The same, with the number of look-ups and steps it took. */
export function screenCounted({ text, recent = [], language = "en" }: ToScreen): {
  screening: Screening;
  steps: number;
} {
  const nothing: Screening = {
    severity: "none",
    kind: null,
    concerns: null,
    rules: [],
    language,
    template: null,
    list,
  };
  const reading = readWithRecent(text, recent);
  if (reading === null) return { screening: nothing, steps: 1 };

  const verdict = reading.context.verdict();
  if (verdict !== null) {
    const { concerns, rules, ids } = verdict;
    const [{ kind }] = rules;
    // Whoever threatens speaks of bosses, offices and Mondays as everybody does.
    const isAtStake = worse(verdict.severity, "moderate") !== "moderate" && kind !== "threat";
    const { isBorneOut, lookups } = isAtStake
      ? bearsOut(reading)
      : { isBorneOut: true, lookups: 0 };
    const severity = isBorneOut ? verdict.severity : atMost(verdict.severity, "moderate");
    const screening: Screening = {
      ...nothing,
      severity,
      kind,
      concerns,
      rules: [...ids],
      language: verdict.language ?? language,
      template: templateFor(severity, kind, concerns),
    };
    return { screening, steps: reading.steps + lookups };
  }

  const { caught, lookups } = catchText(reading);
  const steps = reading.steps + lookups;
  if (caught === null) return { screening: nothing, steps };
  const { kind, concerns } = caught;
  const rules = [`net.${kind}`];
  const said = caught.language ?? language;
  return {
    screening: { ...nothing, severity: "low", kind, concerns, rules, language: said },
    steps,
  };
}
