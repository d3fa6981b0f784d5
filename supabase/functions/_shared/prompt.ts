import { createHash } from "node:crypto";
import { log } from "./log.ts";

/** The words of an agent that are the same for everyone, and their version. */
export interface Prompt {
  text: string;
  /** What an experiment calls it: `agent_instances.prompt_version`. */
  version: string;
  /** SHA-256 of the words and the tools they come with, in hex: what `agent_actions_log` keeps. */
  hash: string;
}

/** What an agent's `prompt.ts` exports: the words that everybody has, and those of experiments. */
export interface PromptVersions {
  default: string;
  /** By version, such as `2026-11-short`. */
  variants: Record<string, string>;
}

/**
 * A prompt and its version. The tools are part of the hash, because the model reads their
 * descriptions as it reads the words.
 */
export function definePrompt(text: string, tools: unknown = [], version = "default"): Prompt {
  const hash = createHash("sha256").update(text).update("\0").update(JSON.stringify(tools));
  return { text, version, hash: hash.digest("hex") };
}

/**
 * The prompt that a variant asks for. A version that this deployment does not have is answered with
 * the default: a variant written before its words were deployed must not leave anybody unanswered.
 */
export function definePrompts(
  versions: PromptVersions,
  tools: unknown = [],
): (version: string | null) => Prompt {
  const standard = definePrompt(versions.default, tools);
  const others = new Map(
    Object.entries(versions.variants).map(([version, text]) => [
      version,
      definePrompt(text, tools, version),
    ]),
  );
  return (version) => {
    if (version === null || version === standard.version) return standard;
    const asked = others.get(version);
    if (asked === undefined) log("warn", "prompt_version_unknown", { version });
    return asked ?? standard;
  };
}
