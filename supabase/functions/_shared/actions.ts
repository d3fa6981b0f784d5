import { z } from "zod";
import { COACHING, coachingFields } from "./actions/coaching.ts";
import { communityFields } from "./actions/community.ts";
import { crisisFields } from "./actions/crisis.ts";
import { DOOR_PROPOSALS, doorFields } from "./actions/door.ts";
import { day, email, line, text, timezone } from "./actions/fields.ts";
import { INTRODUCTIONS, introductionFields } from "./actions/introductions.ts";
import { OPPORTUNITIES, opportunityFields } from "./actions/opportunities.ts";
import { PROVIDER, providerFields } from "./actions/provider.ts";
import { rankingFields } from "./actions/ranking.ts";
import { REQUESTS, requestFields } from "./actions/requests.ts";
import { solutionFields } from "./actions/solutions.ts";
import { WISHES, wishFields } from "./actions/wishes.ts";

/*
 * What an agent may propose. Checked here, strictly, and again by Postgres (`private.actions`)
 * when it is proposed and when it is applied: the two must agree on this table. Lengths are counted
 * in characters after trimming both ends; here a character is a UTF-16 unit, so that whatever passes
 * here passes `char_length()` too. A field that is not listed is refused. "Line" is text without
 * control characters (line feed included) and without bidirectional or tag characters.
 *
 * action            field         required  rule
 * reply             text          yes       1–4,800; control characters refused, but for line feed
 * request_email_verification, expect_new_number: actions/door.ts
 * update_profile    first_name    no        line, 1–100
 *                   last_name     no        line, 1–100
 *                   company       no        line, 1–255
 *                   title         no        line, 1–255
 *                   email         no        line, 1–255, stored in lower case,
 *                                           ^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$
 *                   linkedin_url  no        line, 1–500, any case,
 *                                           ^(https?://)?([a-z]{2,3}\.)?linkedin\.com/\S+$
 *                   at least one of these
 * name_referrer     name          yes       line, 1–200
 * mark_innovator    –
 * set_timezone      timezone      yes       1–64, `UTC` or an IANA name with a slash
 *                                           (Postgres: in private.timezones)
 * schedule_followup in_hours      yes       integer, 1–720
 *                   about         yes       line, 1–300
 * pause_texts       until         no        a day as 2026-11-30
 *                                           (Postgres: after today in their zone, at most 366 days)
 * resume_texts      –
 * go_on_with_sequence
 *                   in_hours      no        integer, 0–168
 *                                           (Postgres: when one was interrupted)
 * stop_sequence     –
 * drop_outreach     reason        yes       line, 1–300
 * write_summary     summary       yes       1–4,000; control characters refused, but for line feed
 *                   up_to_position yes      integer, 0 or more, the watermark of the claim
 *
 * Those of a room of their own stand beside their fields: actions/requests.ts,
 * actions/opportunities.ts, actions/introductions.ts, actions/wishes.ts, actions/ranking.ts,
 * actions/provider.ts, actions/community.ts, actions/solutions.ts, actions/crisis.ts,
 * actions/coaching.ts.
 * Who it is about is never a field: that comes from the lane.
 */

/** Three parts of a text at the carrier's limit of 1,600 characters. */
export const REPLY_CHARACTERS_MAX = 4_800;
export const SUMMARY_CHARACTERS_MAX = 4_000;
const FOLLOWUP_HOURS_MAX = 720;
const SEQUENCE_HOURS_MAX = 168;

const LINKEDIN = /^(https?:\/\/)?([a-z]{2,3}\.)?linkedin\.com\/\S+$/i;

export const profileFields = z.strictObject({
  first_name: line(100).describe("Given name, as the person writes it").optional(),
  last_name: line(100).describe("Family name").optional(),
  company: line(255).describe("Where the person works now").optional(),
  title: line(255).describe("What the person is there").optional(),
  email: email.describe("Work email address").optional(),
  linkedin_url: line(500)
    .refine((value) => LINKEDIN.test(value), "is not a LinkedIn address")
    .describe("https://www.linkedin.com/in/…")
    .optional(),
});

/** The fields of every action. */
export const actionFields = {
  reply: z.strictObject({ text: text(REPLY_CHARACTERS_MAX) }),
  update_profile: profileFields,
  name_referrer: z.strictObject({ name: line(200).describe("Who sent the person here") }),
  mark_innovator: z.strictObject({}),
  ...doorFields,
  set_timezone: z.strictObject({ timezone }),
  schedule_followup: z.strictObject({
    in_hours: z.int().min(1).max(FOLLOWUP_HOURS_MAX),
    about: line(300).describe("What to come back to, in a few words"),
  }),
  pause_texts: z.strictObject({
    until: day.describe("The day, as 2026-11-30, on which texts may come again").optional(),
  }),
  resume_texts: z.strictObject({}),
  go_on_with_sequence: z.strictObject({
    in_hours: z.int().min(0).max(SEQUENCE_HOURS_MAX).describe("Left out: at once").optional(),
  }),
  stop_sequence: z.strictObject({}),
  drop_outreach: z.strictObject({
    reason: line(300).describe("Why it no longer fits, in a few words"),
  }),
  write_summary: z.strictObject({
    summary: text(SUMMARY_CHARACTERS_MAX),
    up_to_position: z.int().min(0),
  }),
  ...requestFields,
  ...opportunityFields,
  ...wishFields,
  ...rankingFields,
  ...providerFields,
  ...communityFields,
  ...solutionFields,
  ...introductionFields,
  ...crisisFields,
  ...coachingFields,
} as const;

export type ActionType = keyof typeof actionFields;

/** The actions a model can propose by a tool; the others are made by us from what it says. */
export const PROPOSALS = {
  update_profile:
    "Record facts the person has just stated about themselves, or corrected. Only the fields they named, only in their own words; never a guess.",
  name_referrer: "Record who sent the person here, when they say so.",
  mark_innovator:
    "Record that the person offers a solution to companies (a vendor or provider), when they say so.",
  ...DOOR_PROPOSALS,
  set_timezone: "Record the person's time zone when they name it, or the city they live in now.",
  schedule_followup:
    "Come back to something later by text, when the person asks for it or agrees to it.",
  pause_texts:
    "Send no texts of our own until a day begins, or without `until` for as long as they like, when the person asks to be left alone. What they ask is still answered.",
  resume_texts: "End such a pause, when the person says that they may be texted again.",
  go_on_with_sequence:
    "Go on with the series of texts that the person interrupted by writing, now or in some hours.",
  stop_sequence: "End the series of texts that the person interrupted by writing.",
  drop_outreach:
    "Only when `outreach` is set: do not send it, because it is stale, said or answered already.",
  ...REQUESTS,
  ...OPPORTUNITIES,
  ...INTRODUCTIONS,
  ...WISHES,
  ...PROVIDER,
  ...COACHING,
} as const satisfies Partial<Record<ActionType, string>>;

export type ProposalType = keyof typeof PROPOSALS;

export type ParsedAction =
  | { ok: true; input: Record<string, unknown> }
  | { ok: false; reason: string };

/**
 * The input of an action, checked and trimmed; or why not, in words that a model can act on and
 * that repeat nothing of the input.
 */
export function parseAction(type: ActionType, input: unknown): ParsedAction {
  const parsed = actionFields[type].safeParse(input);
  if (!parsed.success) return { ok: false, reason: reasonOf(parsed.error) };
  const wantsOne = type === "update_profile" || type === "describe_solution";
  if (wantsOne && Object.keys(parsed.data).length === 0) {
    return { ok: false, reason: "name at least one field" };
  }
  return { ok: true, input: parsed.data };
}

const ISSUES_MAX = 3;

/** The first issues of a refusal as one sentence, with field names but no values. */
export function reasonOf(error: z.ZodError): string {
  const issues = error.issues.slice(0, ISSUES_MAX).map((issue) => {
    const field = issue.path.join(".") || "input";
    if (issue.code === "unrecognized_keys") return `${field} has fields that do not exist`;
    return `${field}: ${issue.message}`;
  });
  return issues.join("; ");
}
