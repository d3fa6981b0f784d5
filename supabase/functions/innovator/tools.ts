import { type Agent, defineAgent } from "../_shared/agent/define.ts";
import { MEMBERS } from "../_shared/agent/members.ts";
import { prompts } from "./prompt.ts";

/** What the Innovator may read and propose: what any member's agent may, and what is a provider's. */
export const innovator: Agent = defineAgent({
  type: "innovator",
  prompts,
  proposes: [...MEMBERS.proposes, "describe_solution", "buy_credits"],
  reads: [...MEMBERS.reads, "prospects"],
  plainReply: MEMBERS.plainReply,
});
