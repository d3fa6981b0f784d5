import type { Reading } from "../reading.ts";
import { cluesOf } from "./clues.ts";
import { weigh } from "./weigh.ts";
import { weights } from "./weights.ts";

/**
 * Whether the words of a text, with those before it, are those of people in danger at all: what
 * stops a conversation must be found by a phrase and be borne out by what stands around it.
 */
export function bearsOut({ words, context }: Reading): { isBorneOut: boolean; lookups: number } {
  const { sum, lookups } = weigh(cluesOf(words, context.idiomatic), 0, weights);
  return { isBorneOut: sum > 0, lookups };
}
