import { z } from "zod";
import { SUMMARY_CHARACTERS_MAX } from "../_shared/actions.ts";
import { definePrompts } from "../_shared/prompt.ts";
import { normaliseText } from "../_shared/safety/normalise.ts";
import type { Summariser } from "../_shared/summary.ts";
import { prompts } from "./prompt.ts";

const notes = z.strictObject({
  facts: z.array(z.string()),
  claims: z.array(z.string()),
  open: z.array(z.string()),
  dates: z.array(z.strictObject({ date: z.string(), what: z.string() })),
});

export type Notes = z.infer<typeof notes>;

const HEADINGS = {
  facts: "Facts:",
  claims: "The member says (not verified):",
  open: "Open:",
  dates: "Dates:",
} as const;

type Kind = keyof typeof HEADINGS;

/** What is kept first when not all of it fits. */
const KEPT_FIRST: Kind[] = ["facts", "open", "dates", "claims"];

/** Notes as the text that agents read: one line each under four headings, never over the limit. */
export function writtenNotes(from: Notes, charactersMax = SUMMARY_CHARACTERS_MAX): string {
  const lines: Record<Kind, string[]> = {
    facts: from.facts.map(bullet),
    claims: from.claims.map(bullet),
    open: from.open.map(bullet),
    dates: from.dates.map(({ date, what }) => bullet(`${date}: ${what}`)),
  };
  const kept: Record<Kind, string[]> = { facts: [], claims: [], open: [], dates: [] };
  let room = charactersMax;
  for (const kind of KEPT_FIRST) {
    room -= HEADINGS[kind].length + 1;
    for (const line of lines[kind]) {
      if (line.length + 1 > room) break;
      room -= line.length + 1;
      kept[kind].push(line);
    }
  }
  const sections = (["facts", "claims", "open", "dates"] as const)
    .filter((kind) => kept[kind].length > 0)
    .map((kind) => [HEADINGS[kind], ...kept[kind]].join("\n"));
  return sections.length === 0 ? "Nothing of note yet." : sections.join("\n");
}

function bullet(line: string): string {
  return `- ${normaliseText(line).replace(/\s+/g, " ").trim()}`;
}

export const summariser: Summariser<Notes> = {
  promptOf: definePrompts(prompts),
  notes,
  write: writtenNotes,
};
