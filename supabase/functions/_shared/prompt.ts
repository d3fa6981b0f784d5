import { createHash } from "node:crypto";

/** The words of an agent that are the same for everyone, and their version. */
export interface Prompt {
  text: string;
  /** SHA-256 of the words and the tools they come with, in hex: what `agent_actions_log` keeps. */
  hash: string;
}

/**
 * A prompt and its version. The tools are part of the version, because the model reads their
 * descriptions as it reads the words.
 */
export function definePrompt(text: string, tools: unknown = []): Prompt {
  const hash = createHash("sha256").update(text).update("\0").update(JSON.stringify(tools));
  return { text, hash: hash.digest("hex") };
}
