import type { ChatCompletionRequest, ChatMessage } from "@copilotkit/aimock";
import { z } from "zod";

const fact = z.string().nullable();

const known = z.object({
  first_name: fact,
  last_name: fact,
  company: fact,
  title: fact,
  email: fact,
  linkedin_url: fact,
  timezone: fact,
});

const outreach = z.object({
  draft: fact,
  about: z.record(z.string(), z.unknown()),
});

const item = z.looseObject({ handle: z.string(), about: z.string() });

const provider = z.object({
  profile: z.record(z.string(), z.unknown()).nullable(),
  missing: z.array(z.string()),
  packages: z.array(z.object({ package: z.string(), credits: z.number(), price: z.string() })),
  owed_credits: z.number(),
});

const coaching = z.object({ goals: z.array(z.string()), stage: z.number() });

/** What our prompts put between <data> tags for an agent that answers. */
const turnData = z.object({
  brand: z.string(),
  first_contact: z.boolean(),
  known,
  missing: z.array(z.string()),
  today: z.object({ date: z.string() }),
  follow_up: fact,
  outreach: outreach.nullable(),
  crisis: z.object({ severity: z.string(), says_safe: z.boolean() }).optional(),
  interrupted: z.boolean(),
  // Of an agent that serves members.
  priorities: z.array(item.extend({ item: z.string() })).default([]),
  open: z.array(item.extend({ state: z.string() })).default([]),
  texts: z.array(z.object({ handle: z.string(), begins: z.string().optional() })).default([]),
  // Of an agent that serves who offers a solution.
  provider: provider.nullable().default(null),
  // Of an assistant.
  house: z.object({ tone: fact, knowledge: fact }).optional(),
  // Of somebody who is coached.
  coaching: coaching.nullable().default(null),
  email_confirmed: z.boolean(),
  confirm_until: fact,
  welcome: fact,
});

export type Known = z.infer<typeof known>;
export type Outreach = z.infer<typeof outreach>;
export type Provider = z.infer<typeof provider>;
export type Coaching = z.infer<typeof coaching>;
export type Item = z.infer<typeof item>;
export type TurnData = z.infer<typeof turnData>;

export interface ToolCall {
  name: string;
  input: Record<string, unknown>;
}

/** A tool use of this turn and what came of it: what was read, or why it was refused. */
export interface ToolAnswer extends ToolCall {
  ok: boolean;
  content: string;
}

const REFUSED = "refused: ";

/** A request as a persona sees it. */
export interface Scene {
  data: TurnData;
  /** The person's newest words, the ones to answer. */
  said: string;
  /** What was said before, oldest first. */
  before: Array<{ from: "person" | "us"; text: string }>;
  /** What this turn has done with tools so far. */
  done: ToolAnswer[];
}

/** What a persona does: call tools, or speak. */
export type Move = { tools: ToolCall[] } | { say: string };

/** The role named in the first line of the system prompt. */
export function roleOf(system: string): string | null {
  return /^Role: ([\w-]+)$/m.exec(system)?.[1] ?? null;
}

export function systemOf(request: ChatCompletionRequest): string {
  return request.messages
    .filter((one) => one.role === "system")
    .map(textOf)
    .join("\n");
}

export function textOf(message: ChatMessage): string {
  if (typeof message.content === "string") return message.content;
  return (message.content ?? []).map((part) => part.text ?? "").join("");
}

/** The JSON between <data> tags; throws when there is none, because our prompts always have it. */
export function fencedData(text: string): unknown {
  const inner = /<data>\n(.*)\n<\/data>/s.exec(text)?.[1];
  if (inner === undefined) throw new Error("the prompt holds no <data>");
  return JSON.parse(inner);
}

export function sceneOf(request: ChatCompletionRequest): Scene {
  const messages = request.messages.filter((one) => one.role !== "system");
  const newest = messages.findLastIndex((one) => one.role === "user");
  const turn = messages[newest];
  return {
    data: turnData.parse(fencedData(systemOf(request))),
    said: turn === undefined ? "" : textOf(turn),
    before: messages
      .slice(0, Math.max(newest, 0))
      .map((one) => ({ from: one.role === "user" ? "person" : "us", text: textOf(one) })),
    done: toolAnswers(messages.slice(newest + 1)),
  };
}

const toolInput = z.record(z.string(), z.unknown());

function toolAnswers(messages: ChatMessage[]): ToolAnswer[] {
  const results = new Map(
    messages.flatMap((one) =>
      one.role === "tool" ? [[one.tool_call_id ?? "", textOf(one)] as const] : [],
    ),
  );
  return messages
    .flatMap((one) => one.tool_calls ?? [])
    .map((use) => {
      const content = results.get(use.id) ?? "";
      return {
        name: use.function.name,
        input: toolInput.parse(JSON.parse(use.function.arguments)),
        ok: !content.startsWith(REFUSED),
        content: content.replace(REFUSED, ""),
      };
    });
}

/** A burst reaches us as one, joined by line breaks: each of its texts stands for itself. */
export function linesOf(said: string): string[] {
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  return lines.length === 0 ? [said] : lines;
}

const YOURS: Record<string, string> = {
  they: "you",
  them: "you",
  their: "your",
  theirs: "yours",
};

/** What our data says of the person, as it is said to them. */
export function toYou(words: string): string {
  return words.replace(/\b(?:they|them|theirs?)\b/gi, (word) => YOURS[word.toLowerCase()] ?? word);
}
