import { z } from "zod";

const time = z.iso.datetime({ offset: true });

/** What `worker.begin_alert` hands over: one delivery, begun. No number or word of a member is in it. */
export const alertToTell = z.object({
  delivery: z.object({
    id: z.uuid(),
    occasion: z.enum(["raised", "escalated", "resolved"]),
    /** 1 on the first try. */
    attempt: z.number().int(),
  }),
  channel: z.object({
    kind: z.enum(["webhook", "email", "sms"]),
    address: z.string(),
    /** Of a webhook: what signs it, as Standard Webhooks writes it. Null when Vault has none. */
    secret: z.string().nullable(),
  }),
  alert: z.object({
    id: z.uuid(),
    kind: z.string(),
    severity: z.enum(["info", "warning", "critical"]),
    description: z.string(),
    subject: z.string(),
    count: z.number().int(),
    raised_at: time,
    acknowledged_at: time.nullable(),
    escalated_at: time.nullable(),
    resolved_at: time.nullable(),
  }),
  tenant: z.object({ id: z.uuid(), name: z.string() }),
  /** Of an on-call number: the tenant's first number that is not paused. */
  sender: z
    .object({
      id: z.uuid(),
      phone_number: z.string(),
      messaging_service_sid: z.string().nullable(),
    })
    .nullable(),
});

export type AlertToTell = z.infer<typeof alertToTell>;
