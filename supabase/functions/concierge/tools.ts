import { type Agent, defineAgent } from "../_shared/agent/define.ts";
import { MEMBERS } from "../_shared/agent/members.ts";
import { prompts } from "./prompt.ts";

/** What the Concierge may read and propose, and what it says when the model has no words. */
export const concierge: Agent = defineAgent({
  type: "concierge",
  prompts,
  proposes: [...MEMBERS.proposes, "become_innovator"],
  reads: [...MEMBERS.reads],
  plainReply: MEMBERS.plainReply,
});
