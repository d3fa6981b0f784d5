import type { ProposalType } from "../actions.ts";

/** What every agent that texts with people may do about the texts that they did not ask for. */
export const OWN_TEXTS: readonly ProposalType[] = [
  "pause_texts",
  "resume_texts",
  "go_on_with_sequence",
  "stop_sequence",
  "drop_outreach",
];
