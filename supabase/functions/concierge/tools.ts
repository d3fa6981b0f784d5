import { type Agent, defineAgent } from "../_shared/agent/define.ts";
import { words } from "./prompt.ts";

/** What the Concierge may read and propose, and what it says when the model has no words. */
export const concierge: Agent = defineAgent({
  type: "concierge",
  words,
  proposes: ["update_profile", "set_timezone", "schedule_followup"],
  reads: ["recall", "profile"],
  plainReply: () => "Sorry, I have no good answer to that. Could you put it another way?",
});
