import { prompts } from "./assistant-words.ts";
import { type Agent, defineAgent } from "./define.ts";
import { OWN_TEXTS } from "./own-texts.ts";

/**
 * The assistant, for the function that answers its bell and for the door that streams: neither may
 * import the other.
 */
export const assistant: Agent = defineAgent({
  type: "assistant",
  prompts,
  proposes: ["update_profile", "set_timezone", ...OWN_TEXTS],
  reads: ["recall", "profile"],
  plainReply: () => "Sorry, I have no good answer to that. Could you put it another way?",
});
