/** What the screen says of a text that is none of its business. */
export const UNSUSPECTED = { version: "tests", severity: "none" } as const;

/** And of one whose writer may be in danger. */
export const IN_DANGER = {
  version: "tests",
  severity: "high",
  category: "suicide",
  found: ["rule.high"],
  language: "en",
  subject: "self",
  template: "suicide",
} as const;
