import type { Known } from "./scene.ts";

/** Asks what we know of the person who asks. */
export const PROFILE = /\bwhat (?:do|did) you (?:know|have) (?:about|on) me\b|\bmy profile\b/i;

export function profileReply(known: Known): string {
  const facts = Object.entries(known).filter(([, value]) => value !== null);
  if (facts.length === 0) return "I know nothing about you yet.";
  return `On record: ${facts.map(([fact, value]) => `${label(fact)} ${value}`).join(", ")}.`;
}

export function label(fact: string): string {
  return fact.replace("_", " ");
}
