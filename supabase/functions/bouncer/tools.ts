import { missingFacts, type WantedFact } from "../_shared/agent/data.ts";
import { type Agent, defineAgent } from "../_shared/agent/define.ts";
import { OWN_TEXTS } from "../_shared/agent/own-texts.ts";
import { prompts } from "./prompt.ts";

const ASKS: Record<WantedFact, string> = {
  first_name: "What is your name?",
  last_name: "What is your last name?",
  company: "Where do you work?",
  title: "What is your role there?",
  email: "What is your work email?",
};

/** What the Bouncer may read and propose, and what it says when the model has no words. */
export const bouncer: Agent = defineAgent({
  type: "bouncer",
  prompts,
  proposes: [
    "update_profile",
    "name_referrer",
    "mark_innovator",
    "request_email_verification",
    ...OWN_TEXTS,
  ],
  reads: ["profile"],
  plainReply: ({ user, door }) => {
    const [next] = missingFacts(user);
    if (next !== undefined) return `Sorry, I have no good answer to that. ${ASKS[next]}`;
    if (door.confirm_until !== null) {
      return "Sorry, I have no good answer to that. To confirm your work email, mail from it to {{verification_address}}.";
    }
    return "Sorry, I have no good answer to that. Shall I give you an address to confirm your work email by?";
  },
});
