import type { Severity, Sign } from "./rule.ts";

export interface Combination {
  signs: readonly [Sign, Sign];
  /** How much each must amount to by itself. */
  least: readonly [Severity, Severity];
  severity: Severity;
}

/**
 * What two signs amount to together: somebody who says goodbye and has the pills is in more danger
 * than each says alone (Columbia scale: intent, then plan, then what was begun).
 */
export const combinations: readonly Combination[] = [
  { signs: ["intent", "means"], least: ["moderate", "moderate"], severity: "critical" },
  { signs: ["intent", "means"], least: ["high", "low"], severity: "critical" },
  { signs: ["intent", "means"], least: ["moderate", "low"], severity: "high" },
  { signs: ["intent", "time"], least: ["high", "none"], severity: "critical" },
  { signs: ["intent", "plan"], least: ["moderate", "moderate"], severity: "high" },
  { signs: ["intent", "farewell"], least: ["moderate", "moderate"], severity: "high" },
  { signs: ["intent", "farewell"], least: ["high", "moderate"], severity: "critical" },
  { signs: ["intent", "despair"], least: ["moderate", "low"], severity: "high" },
  { signs: ["wish", "means"], least: ["moderate", "low"], severity: "high" },
  { signs: ["wish", "plan"], least: ["moderate", "moderate"], severity: "high" },
  { signs: ["wish", "intent"], least: ["moderate", "moderate"], severity: "high" },
  { signs: ["wish", "farewell"], least: ["moderate", "moderate"], severity: "high" },
  { signs: ["plan", "time"], least: ["high", "none"], severity: "critical" },
  { signs: ["plan", "time"], least: ["moderate", "none"], severity: "high" },
  { signs: ["plan", "means"], least: ["moderate", "low"], severity: "critical" },
  { signs: ["plan", "farewell"], least: ["moderate", "none"], severity: "high" },
  { signs: ["plan", "despair"], least: ["moderate", "low"], severity: "high" },
  { signs: ["means", "time"], least: ["high", "none"], severity: "critical" },
  { signs: ["means", "farewell"], least: ["high", "none"], severity: "critical" },
  { signs: ["means", "farewell"], least: ["low", "moderate"], severity: "high" },
  { signs: ["means", "farewell"], least: ["moderate", "none"], severity: "high" },
  { signs: ["means", "despair"], least: ["high", "low"], severity: "critical" },
  { signs: ["means", "despair"], least: ["low", "low"], severity: "high" },
  { signs: ["farewell", "despair"], least: ["moderate", "low"], severity: "high" },
  { signs: ["farewell", "despair"], least: ["none", "low"], severity: "moderate" },
  { signs: ["despair", "time"], least: ["low", "none"], severity: "low" },
  { signs: ["threat", "means"], least: ["low", "low"], severity: "critical" },
  { signs: ["threat", "time"], least: ["moderate", "none"], severity: "high" },
  { signs: ["bequest", "wish"], least: ["moderate", "moderate"], severity: "high" },
  { signs: ["bequest", "intent"], least: ["moderate", "moderate"], severity: "high" },
  { signs: ["bequest", "plan"], least: ["moderate", "moderate"], severity: "high" },
  { signs: ["bequest", "means"], least: ["moderate", "low"], severity: "high" },
  { signs: ["bequest", "farewell"], least: ["moderate", "low"], severity: "high" },
  { signs: ["bequest", "despair"], least: ["moderate", "low"], severity: "high" },
  { signs: ["harm", "wish"], least: ["moderate", "moderate"], severity: "high" },
];
