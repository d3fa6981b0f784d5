import { z } from "zod";
import { fencedData } from "./scene.ts";

const material = z.object({
  summary: z.string().nullable(),
  messages: z.array(z.object({ at: z.string(), from: z.enum(["member", "us"]), text: z.string() })),
});

type Message = z.infer<typeof material>["messages"][number];

const LINES_MAX = 20;
const LINE_CHARACTERS_MAX = 160;
const DATE =
  /\b(?:\d{4}-\d{2}-\d{2}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|next week)\b/i;

/** The notes that the offline model takes: old ones kept, new ones by set patterns. */
export function summaryOf(prompt: string): string {
  const { summary, messages } = material.parse(fencedData(prompt));
  const old = oldNotes(summary ?? "");
  const said = messages.filter((one) => one.from === "member");
  const claims = said.flatMap((one) =>
    sentences(one.text).filter((line) => /^(?:i|i'm|my|we|our)\b/i.test(line)),
  );
  const dates = messages.flatMap((one) => {
    const date = DATE.exec(one.text)?.[0];
    return date === undefined ? [] : [{ date, what: short(one.text) }];
  });
  return JSON.stringify({
    facts: newest([...old.facts, ...counted(messages)]),
    claims: newest([...old.claims, ...claims.map((line) => `says "${short(line)}"`)]),
    open: unanswered(messages).map((line) => `asked "${short(line)}"`),
    dates: dates.slice(-LINES_MAX),
  });
}

function counted(messages: Message[]): string[] {
  const [first, last] = [messages.at(0), messages.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [`${messages.length} texts went to and fro from ${first.at} to ${last.at}`];
}

/** The member's questions after our last text. */
function unanswered(messages: Message[]): string[] {
  const ours = messages.findLastIndex((one) => one.from === "us");
  return messages
    .slice(ours + 1)
    .map((one) => one.text)
    .filter((text) => text.includes("?"));
}

/** The lines of the old summary, by the headings under which they were written. */
function oldNotes(summary: string): { facts: string[]; claims: string[] } {
  const under = (heading: RegExp) =>
    (new RegExp(`${heading.source}[^\\n]*\\n((?:- .*\\n?)*)`, "m").exec(summary)?.[1] ?? "")
      .split("\n")
      .filter((line) => line.startsWith("- "))
      .map((line) => line.slice(2));
  return { facts: under(/^Facts/), claims: under(/^The member says/) };
}

function newest(lines: string[]): string[] {
  return [...new Set(lines)].slice(-LINES_MAX);
}

function sentences(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function short(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, LINE_CHARACTERS_MAX).toWellFormed();
}
