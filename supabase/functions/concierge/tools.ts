import { type Agent, defineAgent } from "../_shared/agent/define.ts";
import { OWN_TEXTS } from "../_shared/agent/own-texts.ts";
import { prompts } from "./prompt.ts";

/** What the Concierge may read and propose, and what it says when the model has no words. */
export const concierge: Agent = defineAgent({
  type: "concierge",
  prompts,
  // With the reads 20 tools: the API takes no more strict ones.
  proposes: [
    "update_profile",
    "set_timezone",
    "set_texting",
    "set_expertise",
    "schedule_followup",
    "request_research",
    "ask_community",
    "record_answer",
    "close_item",
    "present_opportunity",
    "answer_introduction",
    ...OWN_TEXTS,
  ],
  reads: ["recall", "profile", "open_items", "credits"],
  plainReply: ({ follow_up }) =>
    follow_up === null
      ? "Sorry, I have no good answer to that. Could you put it another way?"
      : `You asked me to come back to this: ${follow_up}.`,
});
