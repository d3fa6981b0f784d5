import { z } from "zod";

const words = z.object({
  id: z.uuid(),
  position: z.number().int(),
  text: z.string(),
  stopped: z.boolean(),
  created_at: z.string(),
});
export type Words = z.infer<typeof words>;

/** What has become of a message, as `private.chat_view` tells it. */
export const chatView = z.object({
  message_id: z.uuid(),
  position: z.number().int(),
  state: z.enum(["queued", "answered", "unanswered"]),
  /** What was said at once to who may be in danger: the answer itself, or what stands before it. */
  fixed_words: words.nullable(),
  answer: words.nullable(),
});
export type ChatView = z.infer<typeof chatView>;

/** What `worker.open_chat` answers. */
export const opened = z.union([
  z.object({ refused: z.literal("nobody") }),
  z.object({
    refused: z.literal("too_many"),
    rule: z.enum(["person_minute", "person_day", "tenant_minute"]),
    retry_after_seconds: z.number().int(),
  }),
  chatView.extend({
    duplicate: z.boolean(),
    /** Read apart: one that cannot be read is answered by the lane's agent. */
    turn: z.looseObject({ lease: z.uuid() }).nullable(),
  }),
]);
export type Refused = Extract<z.infer<typeof opened>, { refused: "too_many" }>;
