import { z } from "zod";

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, "must be E.164, e.g. +14155550100");

/** What `local/carrier/main.ts` reads from PART_CONFIG. Times in milliseconds. */
export const carrierConfig = z.object({
  /** 0 takes any free port. */
  port: z.number().int().min(0).max(65_535),
  accountSid: z.string().regex(/^AC[0-9a-f]{32}$/),
  authToken: z.string().min(1),
  /** The account's own numbers: texts may leave from them and be sent to them. */
  numbers: z.array(e164).min(1),
  /** The X-Postmark-Server-Token with which emails are taken. */
  emailToken: z.string().min(1).default("local-email-token"),
  /** Where a text to one of the numbers is posted. */
  inboundUrl: z.url(),
  /** Messaging services, each with the number its texts leave from. */
  messagingServices: z
    .array(z.object({ sid: z.string().regex(/^MG[0-9a-f]{32}$/), number: e164 }))
    .default([]),
  /** Texts to numbers that begin so are refused with 21408, as in a country not enabled. */
  forbiddenPrefixes: z.array(z.string().regex(/^\+\d+$/)).default([]),
  /** How long a text stays in each status on its way to `delivered`. */
  statusStepMs: z.number().int().min(0).max(60_000).default(40),
  /** Twilio gives a webhook 15 s in all. */
  webhookTimeoutMs: z.number().int().positive().default(15_000),
});

export type CarrierConfig = z.infer<typeof carrierConfig>;
