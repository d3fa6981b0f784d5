import { z } from "zod";

/** What `local/stripe/main.ts` reads from PART_CONFIG. */
export const stripeConfig = z.object({
  /** 0 takes any free port. */
  port: z.number().int().min(0).max(65_535),
  secretKey: z.string().min(1),
  webhookSecret: z.string().min(1),
  webhookUrl: z.url(),
  /** Stripe brings an event again for three days; here the first wait of a series that doubles. */
  redeliverMs: z.number().int().positive().default(200),
});

export type StripeConfig = z.infer<typeof stripeConfig>;
