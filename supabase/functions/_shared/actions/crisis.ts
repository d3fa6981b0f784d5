import { z } from "zod";

export const CRISIS_SEVERITIES = ["none", "low", "moderate", "high", "critical"] as const;
/** Why a crisis is as grave as it is: codes, so that no word of theirs is kept. */
export const CRISIS_WHY = [
  "active_intent",
  "plan",
  "means",
  "attempt",
  "ideation",
  "self_injury",
  "violence_at_home",
  "threat_to_others",
  "somebody_else",
  "medical",
  "hopelessness",
  "past_only",
  "idiom",
  "quotation",
  "joke",
  "work_talk",
  "unclear",
] as const;
export const WHY_MAX = 8;

/*
 * judge_crisis  severity   yes  one of CRISIS_SEVERITIES: it may raise what was found, never lower it
 *               follow_up  yes  true or false
 *               why        yes  1 to 8 of CRISIS_WHY
 */
export const crisisFields = {
  judge_crisis: z.strictObject({
    severity: z.enum(CRISIS_SEVERITIES),
    follow_up: z.boolean(),
    why: z.array(z.enum(CRISIS_WHY)).min(1).max(WHY_MAX),
  }),
} as const;
