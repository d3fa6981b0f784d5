import { z } from "zod";
import type { Keys } from "./keys.ts";
import type { Ports } from "./ports.ts";
import type { Services } from "./settings.ts";

const ACCOUNT_SID = "AC00000000000000000000000000000001";
const PHONE_NUMBER = "+14155550100";
/** The coach's own, in the same account (supabase/seed.sql). */
export const COACH_PHONE_NUMBER = "+14155550103";
const ANTHROPIC_API_URL = "https://api.anthropic.com";

/** What `npm run status` prints, in this order, and last the bell's secret, which it does not. */
export const stackValues = z.object({
  DB_URL: z.string(),
  API_URL: z.string(),
  FUNCTIONS_URL: z.string(),
  /** What Twilio posts to and signs. */
  PUBLIC_FUNCTIONS_URL: z.string(),
  PUBLISHABLE_KEY: z.string(),
  SECRET_KEY: z.string(),
  CARRIER_URL: z.string(),
  MODEL_URL: z.string(),
  STRIPE_URL: z.string(),
  /** Where an innovator brings a list. */
  UPLOAD_PAGE_URL: z.string(),
  /** Where a person has their own data. */
  DATA_PAGE_URL: z.string(),
  /** Where people write to an assistant or a coach. */
  CHAT_PAGE_URL: z.string(),
  TWILIO_ACCOUNT_SID: z.string(),
  TWILIO_AUTH_TOKEN: z.string(),
  TWILIO_PHONE_NUMBER: z.string(),
  BELL_SECRET: z.string(),
});

export type StackValues = z.infer<typeof stackValues>;

export function makeValues(
  ports: Ports,
  keys: Keys,
  databaseUrl: string,
  model: Services["model"],
): StackValues {
  const apiUrl = at(ports.api);
  const functionsUrl = `${apiUrl}/functions/v1`;
  return {
    DB_URL: databaseUrl,
    API_URL: apiUrl,
    FUNCTIONS_URL: functionsUrl,
    PUBLIC_FUNCTIONS_URL: functionsUrl,
    PUBLISHABLE_KEY: keys.publishableKey,
    SECRET_KEY: keys.secretKey,
    CARRIER_URL: at(ports.carrier),
    STRIPE_URL: at(ports.stripe),
    UPLOAD_PAGE_URL: `${at(ports.web)}/upload/`,
    DATA_PAGE_URL: `${at(ports.web)}/data/`,
    CHAT_PAGE_URL: `${at(ports.web)}/chat/`,
    MODEL_URL: model === undefined ? at(ports.model) : (model.baseUrl ?? ANTHROPIC_API_URL),
    TWILIO_ACCOUNT_SID: ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: keys.twilioAuthToken,
    TWILIO_PHONE_NUMBER: PHONE_NUMBER,
    BELL_SECRET: keys.bellSecret,
  };
}

function at(port: number): string {
  return `http://127.0.0.1:${port}`;
}
