import type { Concerned, Kind, Severity } from "./rule.ts";

/** The fixed texts: their words, which no model writes or changes, are `private.crisis_templates`. */
export const TEMPLATES = [
  "support",
  "suicide",
  "suicide_now",
  "abuse",
  "danger_to_others",
  "emergency",
  "someone_else",
  "someone_else_now",
] as const;
export type TemplateName = (typeof TEMPLATES)[number];

/** The one text that is due for a finding; null when none is, as of what is low. */
export function templateFor(
  severity: Severity,
  kind: Kind,
  concerns: Concerned,
): TemplateName | null {
  if (severity === "none" || severity === "low") return null;
  if (kind === "threat") return "danger_to_others";
  if (concerns === "other") {
    return severity === "critical" || kind === "medical" ? "someone_else_now" : "someone_else";
  }
  if (kind === "abuse") return "abuse";
  if (kind === "medical") return "emergency";
  if (severity === "moderate") return "support";
  return severity === "critical" ? "suicide_now" : "suicide";
}
