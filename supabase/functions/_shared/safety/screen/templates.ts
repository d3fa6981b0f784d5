import type { Concerned, Kind, Language, Severity } from "./rule.ts";

/** The fixed texts; what each says in a country is composed of its lines. */
export const TEMPLATES = [
  "check_in",
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

/** The one text that is due; null for nothing found. */
export function templateFor(
  severity: Severity,
  kind: Kind,
  concerns: Concerned,
): TemplateName | null {
  if (severity === "none") return null;
  if (severity === "low") return "check_in";
  if (kind === "threat") return "danger_to_others";
  if (concerns === "other") return severity === "critical" || kind === "medical" ? "someone_else_now" : "someone_else";
  if (kind === "abuse") return "abuse";
  if (kind === "medical") return "emergency";
  if (severity === "moderate") return "support";
  return severity === "critical" ? "suicide_now" : "suicide";
}

export type { Language };
