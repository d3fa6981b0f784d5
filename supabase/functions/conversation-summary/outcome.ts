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
const WRITTEN: Kind[] = ["facts", "claims", "open", "dates"];
const LINES_MAX = 20;
const LINE_CHARACTERS_MAX = 240;

/**
 * What nobody may take from notes for settled, whoever said it and wherever the model put it: what
 * somebody consented to, may do, or is.
 */
const NEVER_A_FACT =
  /\b(?:consent|verif|authori[sz]|permi(?:t|ssion)|entitle|approv|trusted|admin|opt(?:ed|s|ing)?[ -]?(?:in|out)\b|agree[sd]? to (?:all|any|every))/i;
const ISO_DATE = /\d{4}-\d{2}-\d{2}/;
/** Codes and numbers by which something can be found again; no dates, years, times or small counts. */
const IDS = /(?<![\p{L}\d-])#?(?=[\p{L}-]*\d)[\p{L}\d][\p{L}\d_-]{3,}(?![\p{L}\d])/gu;
const NO_ID = /^(?:(?:19|20)\d{2}|\d{4}-\d{2}-\d{2}.*|\d+(?:st|nd|rd|th))$/i;

/**
 * Notes as the text that agents read: one line each under four headings, never over the limit.
 * Dates and ids of the notes that they replace are kept even if the model left them out, and stay
 * under the heading that they stood under.
 */
export function writtenNotes(
  from: Notes,
  old: string | null = null,
  charactersMax = SUMMARY_CHARACTERS_MAX,
): string {
  const lines = withKept(sorted(from), old);
  const kept: Record<Kind, string[]> = { facts: [], claims: [], open: [], dates: [] };
  let room = charactersMax;
  // Each kind but the claims has a quarter for itself; the rest goes to whichever comes first.
  for (const share of [charactersMax / 4, charactersMax]) {
    for (const kind of KEPT_FIRST) {
      if (kind === "claims" && share < charactersMax) continue;
      let used = lengthOf(kind, kept[kind]);
      for (const line of lines[kind].slice(kept[kind].length)) {
        const added = line.length + 1 + (used === 0 ? HEADINGS[kind].length + 1 : 0);
        if (added > room || used + added > share) break;
        kept[kind].push(line);
        used += added;
        room -= added;
      }
    }
  }
  const sections = WRITTEN.filter((kind) => kept[kind].length > 0).map((kind) =>
    [HEADINGS[kind], ...kept[kind]].join("\n"),
  );
  return sections.length === 0 ? "Nothing of note yet." : sections.join("\n");
}

/** The model's notes as lines, a claim being one wherever it stood. */
function sorted(from: Notes): Record<Kind, string[]> {
  const isClaim = (line: string) => NEVER_A_FACT.test(line);
  const dates = from.dates.map(({ date, what }) => `${date}: ${what}`).map(normalised);
  const facts = from.facts.map(normalised);
  const claims = [
    ...from.claims.map(normalised),
    ...facts.filter(isClaim),
    ...dates.filter(isClaim),
  ];
  return {
    facts: bullets(facts.filter((line) => !isClaim(line))),
    claims: bullets(claims.map((line) => (/^says\b/i.test(line) ? line : `says: ${line}`))),
    open: bullets(from.open.map(normalised)),
    dates: bullets(dates.filter((line) => !isClaim(line))),
  };
}

/** With the lines of the old notes whose dates or ids the new ones no longer have. */
function withKept(lines: Record<Kind, string[]>, old: string | null): Record<Kind, string[]> {
  if (old === null) return lines;
  const said = Object.values(lines).flat().join("\n");
  const has = (word: string) => said.includes(word);
  const kept = { ...lines };
  for (const kind of WRITTEN) {
    for (const line of linesUnder(old, HEADINGS[kind])) {
      const lost =
        kind === "dates"
          ? !has(ISO_DATE.exec(line)?.[0] ?? line)
          : idsIn(line).some((id) => !has(id));
      if (!lost) continue;
      const under = kind !== "open" && NEVER_A_FACT.test(line) ? "claims" : kind;
      if (kept[under].length < LINES_MAX) kept[under] = [...kept[under], line];
    }
  }
  return kept;
}

function linesUnder(summary: string, heading: string): string[] {
  const lines = summary.split("\n");
  const from = lines.indexOf(heading) + 1;
  if (from === 0) return [];
  const end = lines.findIndex((line, nth) => nth >= from && !line.startsWith("- "));
  return lines.slice(from, end === -1 ? undefined : end);
}

function idsIn(line: string): string[] {
  return (line.match(IDS) ?? []).filter((word) => !NO_ID.test(word));
}

function lengthOf(kind: Kind, lines: string[]): number {
  if (lines.length === 0) return 0;
  return lines.reduce((sum, line) => sum + line.length + 1, HEADINGS[kind].length + 1);
}

function bullets(lines: string[]): string[] {
  return lines
    .filter((line) => line !== "")
    .slice(0, LINES_MAX)
    .map((line) => `- ${line}`);
}

function normalised(line: string): string {
  const flat = normaliseText(line).replace(/\s+/g, " ").trim();
  if (flat.length <= LINE_CHARACTERS_MAX) return flat;
  return `${flat.slice(0, LINE_CHARACTERS_MAX - 1).toWellFormed()}…`;
}

export const summariser: Summariser<Notes> = {
  promptOf: definePrompts(prompts),
  notes,
  write: writtenNotes,
};
