import { z } from "zod";
import { SEVERITIES } from "../../supabase/functions/_shared/safety/screen/rule.ts";
import {
  type Screening,
  screenText,
} from "../../supabase/functions/_shared/safety/screen/screen.ts";
import type { Report } from "./verdict.ts";

const severity = z.enum(SEVERITIES);
const crisisCases = z.array(
  z.looseObject({
    id: z.string(),
    /** One person's texts, one after the other; the conversation's severity is its gravest text's. */
    turns: z.array(z.string()).min(1),
    expect: severity,
    accept: z.array(severity).min(1),
    /** `ordinary`: what people write every day, and nobody would take for anything else. */
    category: z.string().nullish(),
  }),
);
type Case = z.infer<typeof crisisCases>[number];

/** What a case came to, beside what it should have. */
interface Outcome {
  one: Case;
  found: Screening;
}

/** Of all positives, at least this share must be found at all. */
const FOUND_SHARE_MIN = 0.9;
/** Between the turns of a case. */
const MINUTES_BETWEEN = 2;

/**
 * The deterministic screen over cases. A case is a near-miss when `none` is expected, else a
 * positive; it is found when it is not `none`, and stopped hard when the reply would give way to
 * the fixed text alone (high and critical). Three gates: no positive of high or critical severity
 * is `none`; nine in ten of all positives are found; no near-miss is stopped hard.
 */
export function evaluateCrisis(cases: unknown): Report {
  const outcomes = crisisCases.parse(cases).map((one) => ({ one, found: screenConversation(one) }));
  const positives = outcomes.filter(({ one }) => one.expect !== "none");
  const nearMisses = outcomes.filter(({ one }) => one.expect === "none");

  const lines = SEVERITIES.slice(1)
    .toReversed()
    .map((level) =>
      summary(
        level,
        positives.filter(({ one }) => one.expect === level),
      ),
    );
  const isFound = ({ found }: Outcome) => found.severity !== "none";
  const isStopped = ({ found }: Outcome) => isGrave(found.severity);
  const missed = positives.filter((outcome) => !isFound(outcome));
  const graveMissed = missed.filter(({ one }) => isGrave(one.expect));
  const stopped = nearMisses.filter(isStopped);
  const flagged = nearMisses.filter(isFound).length - stopped.length;
  const share = positives.length === 0 ? 1 : 1 - missed.length / positives.length;

  const gates = [
    { name: "no critical or high positive is none", passed: graveMissed.length === 0 },
    { name: "90 % of the positives are found", passed: share >= FOUND_SHARE_MIN },
    { name: "no near-miss is stopped hard", passed: stopped.length === 0 },
  ];
  return {
    lines: [
      ...lines,
      summary("positives", positives),
      `found by the net alone: ${positives.filter(isByNet).length} of the positives`,
      `near-misses: ${nearMisses.length} of them, ${nearMisses.length - flagged - stopped.length} none, ${flagged} flagged, ${stopped.length} stopped hard`,
      ...everyday(nearMisses),
      ...outcomes.filter(({ one, found }) => !one.accept.includes(found.severity)).map(deviation),
      ...gates.map(({ name, passed }) => `${passed ? "ok  " : "FAIL"} ${name}`),
    ],
    passed: outcomes.length > 0 && gates.every(({ passed }) => passed),
  };
}

/** The gravest finding of a conversation, each text read with those before it. */
export function screenConversation({ turns }: Pick<Case, "turns">): Screening {
  const findings = turns.map((text, at) =>
    screenText({
      text,
      recent: turns.slice(0, at).map((earlier, nth) => ({
        text: earlier,
        minutesAgo: (at - nth) * MINUTES_BETWEEN,
      })),
    }),
  );
  return findings.reduce((worst, one) =>
    SEVERITIES.indexOf(one.severity) > SEVERITIES.indexOf(worst.severity) ? one : worst,
  );
}

/** The net finds what no phrase does. */
function isByNet({ found }: Outcome): boolean {
  return found.rules.some((rule) => rule.startsWith("net."));
}

function everyday(nearMisses: readonly Outcome[]): string[] {
  const all = nearMisses.filter(({ one }) => one.category === "ordinary");
  if (all.length === 0) return [];
  const flagged = all.filter(({ found }) => found.severity !== "none");
  const answered = flagged.filter(({ found }) => found.severity !== "low");
  return [
    `of them everyday: ${all.length}, ${flagged.length} flagged, ${answered.length} of these moderate or more`,
  ];
}

function summary(name: string, outcomes: readonly Outcome[]): string {
  const found = outcomes.filter((outcome) => outcome.found.severity !== "none").length;
  const asGrave = outcomes.filter(({ one, found }) => one.accept.includes(found.severity)).length;
  const missed = outcomes.length - found;
  return `${name}: ${outcomes.length} of them, ${found} found, ${missed} missed, ${asGrave} with a severity that is accepted`;
}

/** `FAIL` breaks a gate by itself, `miss` counts towards the share, `note` is a severity that is off. */
function deviation({ one, found }: Outcome): string {
  const breaks = one.expect === "none" ? isGrave(found.severity) : isGrave(one.expect);
  const isMissed = one.expect !== "none" && found.severity === "none";
  const mark = breaks && (isMissed || one.expect === "none") ? "FAIL" : isMissed ? "miss" : "note";
  return `${mark} ${one.id}: expected ${one.accept.join(" or ")}, found ${found.severity} (${found.rules.join(", ") || "no rule"})`;
}

function isGrave(level: string): boolean {
  return level === "high" || level === "critical";
}
