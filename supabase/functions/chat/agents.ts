import { assistant } from "../_shared/agent/assistant.ts";
import { coach } from "../_shared/agent/coach.ts";
import type { Agent } from "../_shared/agent/define.ts";

/** Whose answers this door can stream; those of others come by their own functions. */
export const AGENTS: Record<string, Agent> = { assistant, coach };
