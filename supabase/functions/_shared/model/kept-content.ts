import { redact, redactJson } from "../safety/redact.ts";

/** Of one side of a call, redacted: more is not kept. */
const CONTENT_CHARACTERS_MAX = 32_000;

interface Said {
  changing: string;
  messages: unknown[];
}

/**
 * What was said to the model, as `agent_actions_log.input_data` keeps it: without the prompt, which
 * its hash names, redacted before it leaves the function, the newest first when not all fits.
 */
export function inputKept(said: Said): Record<string, unknown> {
  const about = redact(said.changing);
  return { about, messages: fitting(said.messages, CONTENT_CHARACTERS_MAX - about.length) };
}

/** What the model answered, likewise; what it thought is left out. */
export function outputKept(answer: unknown): Record<string, unknown> {
  const content =
    typeof answer === "object" && answer !== null && "content" in answer ? answer.content : null;
  if (!Array.isArray(content)) return { content: null };
  const said = content.filter(({ type }) => type === "text" || type === "tool_use");
  return { content: fitting(said, CONTENT_CHARACTERS_MAX) };
}

function fitting(messages: unknown[], charactersMax: number): unknown[] {
  const kept: unknown[] = [];
  let room = charactersMax;
  for (const message of messages.toReversed()) {
    const redacted = redactJson(message);
    room -= JSON.stringify(redacted)?.length ?? 0;
    if (room < 0) break;
    kept.unshift(redacted);
  }
  return kept;
}
