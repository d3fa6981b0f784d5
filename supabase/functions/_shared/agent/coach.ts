import { prompts } from "./coach-words.ts";
import { type Agent, defineAgent } from "./define.ts";
import { OWN_TEXTS } from "./own-texts.ts";

/** What the coach may read and propose, and what it says when the model has no words. */
export const coach: Agent = defineAgent({
  type: "coach",
  prompts,
  proposes: [
    "update_profile",
    "set_timezone",
    "set_texting",
    "schedule_followup",
    "set_goals",
    "note_facts",
    "note_preferences",
    ...OWN_TEXTS,
  ],
  reads: ["recall", "profile", "analyses"],
  plainReply: ({ follow_up }) =>
    follow_up === null
      ? "Sorry, I have no good answer to that. Could you put it another way?"
      : `You asked me to come back to this: ${follow_up}.`,
});
