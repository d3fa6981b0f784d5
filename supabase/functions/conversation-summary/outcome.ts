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
 * somebody consented to, may do, paid, or is. It is a claim rather once too often.
 */
const NEVER_A_FACT = new RegExp(
  [
    "consent|verif|identit|authori[sz]|permi(?:t|ssion)|entitle|approv|allow|grant|waive|exempt",
    "trusted|admin|owner|moderator|operator|staff\\b|founder|vip\\b|premium|unlimited",
    "opt(?:ed|s|ing)?[ -]?(?:in|out)\\b|agree[sd]? to (?:all|any|every)|(?:un)?subscri",
    "(?:said|says|saying|answer(?:ed|s)?) yes\\b|yes to\\b|accept",
    "status\\b|membership|(?:is|as|became) an? (?:\\p{L}+ ){0,2}member\\b",
    "(?:pre)?paid\\b|pay(?:s|ing|ments?)?\\b|credits?\\b|balance\\b|refund|free of charge",
    "is (?:now )?the (?:ceo|head|boss|host)\\b",
  ]
    .map((words) => `(?<![\\p{L}\\d])(?:${words})`)
    .join("|"),
  "iu",
);
const ISO_DATE = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g;
/** Codes and numbers by which something can be found again; no dates, years, times or small counts. */
const IDS = /(?<![\p{L}\d-])#?(?=[\p{L}-]*\d)[\p{L}\d][\p{L}\d_-]{3,}(?![\p{L}\d])/gu;
const NO_ID = /^(?:(?:19|20)\d{2}|\d{4}-\d{2}-\d{2}.*|\d+(?:st|nd|rd|th))$/i;
const WORDS = /\p{L}{3,}/gu;
/** Such words say nothing of what a line is about. */
const COMMON = new Set(
  "and are for from has have her his its member not our say says she that the their they this was will with you".split(
    " ",
  ),
);

/**
 * Notes as the text that agents read: one line each under four headings, never over the limit.
 * Lines of the notes that they replace are kept, under the heading that they stood under, when
 * the model left out an id or a date of them.
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
  const facts = from.facts.map(normalised);
  const open = from.open.map(normalised);
  const dates = from.dates.map(({ date, what }) => `${date}: ${what}`).map(normalised);
  const claims = [
    ...from.claims.map(normalised),
    ...[facts, open, dates].flatMap((lines) => lines.filter(isClaim)),
  ];
  return {
    facts: bullets(facts.filter((line) => !isClaim(line))),
    claims: bullets(claims.map(asClaim)),
    open: bullets(open.filter((line) => !isClaim(line))),
    dates: bullets(dates.filter((line) => !isClaim(line))),
  };
}

function asClaim(line: string): string {
  return line === "" || /^says\b/i.test(line) ? line : `says: ${line}`;
}

/** With the lines of the old notes that the new ones do not say anew. */
function withKept(lines: Record<Kind, string[]>, old: string | null): Record<Kind, string[]> {
  if (old === null) return lines;
  const anew = WRITTEN.flatMap((kind) => lines[kind].map((line) => namesIn(line, kind)));
  const kept = { ...lines };
  for (const kind of WRITTEN) {
    for (const line of linesUnder(old, HEADINGS[kind])) {
      if (isSaidAnew(namesIn(line, kind), anew)) continue;
      const isClaim = NEVER_A_FACT.test(line);
      const under = isClaim ? "claims" : kind;
      if (kept[under].length >= LINES_MAX) continue;
      kept[under] = [...kept[under], isClaim ? `- ${asClaim(line.slice(2))}` : line];
    }
  }
  return kept;
}

/** By what a line can be told from others. */
interface Names {
  ids: Set<string>;
  dates: Set<string>;
  words: Set<string>;
}

function namesIn(line: string, kind: Kind): Names {
  const dates = new Set(line.match(ISO_DATE));
  // Under its heading a date may be any words, up to the colon.
  const [head = "", date = ""] = kind === "dates" ? (/^- (.+?): /.exec(line) ?? []) : [];
  if (dates.size === 0 && date !== "") dates.add(date.toLowerCase());
  const words = line.slice(head.length).toLowerCase().match(WORDS) ?? [];
  return { ids: idsIn(line), dates, words: new Set(words.filter((word) => !COMMON.has(word))) };
}

/**
 * Whether the new lines have what an old one names. An id names a thing: it may be told of on
 * another day and on several lines. A date does not, as two things may be on one day: it takes one
 * line that has it and a word in common.
 */
function isSaidAnew(old: Names, lines: Names[]): boolean {
  const [ids, dates, words] = [[...old.ids], [...old.dates], [...old.words]];
  if (!ids.every((id) => lines.some((line) => line.ids.has(id)))) return false;
  if (dates.length === 0) return true;
  const moved = (line: Names) => line.dates.size > 0 && ids.some((id) => line.ids.has(id));
  const same = (line: Names) =>
    dates.every((date) => line.dates.has(date)) &&
    (words.length === 0 || words.some((word) => line.words.has(word)));
  return lines.some((line) => moved(line) || same(line));
}

function linesUnder(summary: string, heading: string): string[] {
  const lines = summary.split("\n");
  const from = lines.indexOf(heading) + 1;
  if (from === 0) return [];
  const end = lines.findIndex((line, nth) => nth >= from && !line.startsWith("- "));
  return lines.slice(from, end === -1 ? undefined : end);
}

function idsIn(line: string): Set<string> {
  const found = (line.match(IDS) ?? []).filter((word) => !NO_ID.test(word));
  return new Set(found.map((id) => id.replace(/^#/, "").toLowerCase()));
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
