import { z } from "zod";

// Made by `npm run schema` from private.event_types; a test compares. Do not edit.

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const count = z.int().min(0).max(999_999_999);
const word = z.string().regex(/^[a-z_]{1,40}$/);

/** The payload of each type of event, as Postgres takes it: docs/events.md says who says it. */
export const eventPayloads = {
  "coaching.analysed": z.strictObject({
    user_id: uuid,
    analysis_id: uuid,
  }),
  "coaching.stage_moved": z.strictObject({
    user_id: uuid,
    analysis_id: uuid,
  }),
  "community.answer_judged": z.strictObject({
    user_id: uuid,
    verdict: word,
    request_id: uuid,
    response_id: uuid,
  }),
  "community.experts_asked": z.strictObject({
    user_id: uuid.nullable(),
    request_id: uuid,
    experts_count: count,
  }),
  "community.loop_closed": z.strictObject({
    user_id: uuid.nullable(),
    request_id: uuid,
    responses_count: count,
  }),
  "community.question_declined": z.strictObject({
    user_id: uuid,
    request_id: uuid,
    requesting_user_id: uuid.nullable(),
  }),
  "community.request_changed": z.strictObject({
    user_id: uuid,
  }),
  "community.request_closed": z.strictObject({
    user_id: uuid.nullable(),
    request_id: uuid,
    responses_count: count,
  }),
  "community.request_needed": z.strictObject({
    user_id: uuid,
    request_id: uuid,
    conversation_id: uuid.nullable(),
  }),
  "community.response_changed": z.strictObject({
    user_id: uuid,
  }),
  "community.response_received": z.strictObject({
    user_id: uuid,
    request_id: uuid,
    response_id: uuid,
    requesting_user_id: uuid.nullable(),
  }),
  "consent.opted_in": z.strictObject({
    user_id: uuid,
    message_id: uuid,
    conversation_id: uuid,
  }),
  "consent.opted_out": z.strictObject({
    user_id: uuid,
    message_id: uuid,
    conversation_id: uuid,
  }),
  "conversation.summarised": z.strictObject({
    user_id: uuid,
  }),
  "credits.payment_failed": z.strictObject({
    user_id: uuid,
    purchase_id: uuid,
  }),
  "credits.purchase_requested": z.strictObject({
    user_id: uuid,
    purchase_id: uuid,
  }),
  "credits.purchased": z.strictObject({
    user_id: uuid,
    purchase_id: uuid,
  }),
  "credits.restored": z.strictObject({
    user_id: uuid,
    purchase_id: uuid,
  }),
  "credits.reversed": z.strictObject({
    user_id: uuid,
    purchase_id: uuid,
  }),
  "crisis.acknowledged": z.strictObject({
    user_id: uuid,
    acknowledged_by: word,
    crisis_event_id: uuid,
  }),
  "crisis.detected": z.strictObject({
    user_id: uuid,
    message_id: uuid,
    conversation_id: uuid,
    crisis_event_id: uuid,
  }),
  "crisis.escalated": z.strictObject({
    user_id: uuid,
    crisis_event_id: uuid,
  }),
  "crisis.resolved": z.strictObject({
    user_id: uuid,
    resolution: word,
    crisis_event_id: uuid,
  }),
  "innovator.profile_changed": z.strictObject({
    user_id: uuid,
    innovator_id: uuid,
  }),
  "intro.accepted": z.strictObject({
    user_id: uuid,
    intro_id: uuid,
  }),
  "intro.agreed": z.strictObject({
    user_id: uuid,
    intro_id: uuid,
  }),
  "intro.changed": z.strictObject({
    user_id: uuid,
  }),
  "intro.completed": z.strictObject({
    user_id: uuid,
    intro_id: uuid,
  }),
  "intro.declined": z.strictObject({
    user_id: uuid,
    intro_id: uuid,
  }),
  "intro.email_seen": z.strictObject({
    user_id: uuid,
    intro_id: uuid,
  }),
  "intro.ended": z.strictObject({
    user_id: uuid,
    intro_id: uuid,
  }),
  "intro.refused": z.strictObject({
    user_id: uuid,
    intro_id: uuid,
  }),
  "intro.reported": z.strictObject({
    user_id: uuid,
    intro_id: uuid,
  }),
  "media.received": z.strictObject({
    user_id: uuid,
    message_id: uuid,
    conversation_id: uuid,
  }),
  "message.noted": z.strictObject({
    user_id: uuid,
    message_id: uuid,
    conversation_id: uuid,
  }),
  "message.received": z.strictObject({
    user_id: uuid,
    message_id: uuid,
    conversation_id: uuid,
  }),
  "outreach.rules_bypassed": z.strictObject({
    rules: z.array(word),
    user_id: uuid,
    queue_message_id: uuid,
  }),
  "prospect.converted": z.strictObject({
    user_id: uuid,
    prospect_id: uuid,
    innovator_id: uuid,
  }),
  "prospect.uploaded": z.strictObject({
    user_id: uuid,
    upload_id: uuid,
    innovator_id: uuid,
  }),
  "solution.changed": z.strictObject({
    user_id: uuid,
  }),
  "solution.completed": z.strictObject({
    user_id: uuid,
    workflow_id: uuid,
  }),
  "solution.innovator_matched": z.strictObject({
    user_id: uuid,
    workflow_id: uuid,
    innovator_id: uuid,
  }),
  "solution.research_cancelled": z.strictObject({
    user_id: uuid,
    workflow_id: uuid,
  }),
  "solution.research_requested": z.strictObject({
    user_id: uuid,
    workflow_id: uuid,
    conversation_id: uuid.nullable(),
  }),
  "user.email_confirmed": z.strictObject({
    user_id: uuid,
    occasion: word,
    conversation_id: uuid.nullable(),
  }),
  "user.number_moved": z.strictObject({
    user_id: uuid,
    occasion: word,
    conversation_id: uuid.nullable(),
  }),
  "user.verified": z.strictObject({
    user_id: uuid,
    occasion: word,
    conversation_id: uuid.nullable(),
  }),
};
