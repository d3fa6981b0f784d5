/** What the deterministic screen says of a text, as `private.note_crisis` takes it and keeps it. */
export interface Screened {
  /** Of the lists that it was screened by. */
  version: string;
  severity: "none" | "low" | "moderate" | "high" | "critical";
  /** What is the matter, in one word; null when nothing is. */
  category: string | null;
  /** The ids of the rules that found it: never what was written. */
  found: readonly string[];
  language: "en" | "es";
  /** Who may be in danger: who writes, or somebody they write about. */
  subject: "self" | "other" | null;
  /** Which fixed words are due (`private.crisis_templates`). */
  template: string | null;
}

export interface ToScreen {
  text: string;
  /** Their texts before it, the oldest first. */
  recent: readonly { text: string; minutesAgo: number }[];
}

/** Sees every text before anything else does; makes no call, and does not fail. */
export type Screen = (input: ToScreen) => Screened;
