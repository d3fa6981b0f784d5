import type { AgentDefinition } from "./define.ts";
import { OWN_TEXTS } from "./own-texts.ts";

/** Said of an email that has been confirmed, when the model has no words. */
const WELCOMES = {
  joined: (brand: string) =>
    `Your work email is confirmed: you are a member of ${brand}. What can I do for you?`,
  email_confirmed: () => "Your new work email is confirmed.",
  number_moved: () => "Your work email is confirmed, and your account is on this number now.",
} as const;

/** What every agent that serves members may read and propose, and says without a model. */
export const MEMBERS: Pick<AgentDefinition, "proposes" | "reads" | "plainReply"> = {
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
    "report_introduction",
    "undo_upload",
    "request_email_verification",
    "expect_new_number",
    ...OWN_TEXTS,
  ],
  reads: ["recall", "profile", "open_items", "credits"],
  plainReply: ({ follow_up, door, tenant }) => {
    if (door.welcome !== null) return WELCOMES[door.welcome](tenant.name);
    return follow_up === null
      ? "Sorry, I have no good answer to that. Could you put it another way?"
      : `You asked me to come back to this: ${follow_up}.`;
  },
};
