import { join } from "node:path";
import type { z } from "zod";
import type { Database } from "./database.ts";
import type { FunctionsConfig } from "./functions/config.ts";
import type { GatewayConfig } from "./gateway/config.ts";
import { SIGN_IN_KEY } from "./gateway/name-key.ts";
import type { Keys } from "./keys.ts";
import { EMAIL_WEBHOOK_SECRET } from "./mail/post-email.ts";
import type { porterConfig } from "./porter/config.ts";
import type { Ports } from "./ports.ts";
import type { Project } from "./project.ts";
import { root } from "./root.ts";
import type { Services } from "./settings.ts";
import { COACH_PHONE_NUMBER, type StackValues } from "./stack-values.ts";
import type { WebConfig } from "./web/config.ts";

/** What the offline model takes for a key; a real one's comes from the environment. */
const OFFLINE_API_KEY = "offline";
/** With which the carrier, in Postmark's place, takes emails. */
const EMAIL_TOKEN = "local-email-token";

/** What the stand-in for Stripe takes for its key, and signs its webhooks with. */
const STRIPE_KEY = "sk_test_local";
const STRIPE_WEBHOOK_SECRET = "whsec_local";

export type PartName =
  | "gateway"
  | "functions"
  | "carrier"
  | "stripe"
  | "web"
  | "model"
  | "porter"
  | "clock";

export interface PartsInput {
  project: Project;
  ports: Ports;
  keys: Keys;
  /** Where what the parts keep is kept. */
  dataDir: string;
  values: StackValues;
  database: Database;
  model: Services["model"];
  functions: Pick<FunctionsConfig, "wallClockSeconds" | "isolatesPerFunctionMax" | "warm" | "env">;
}

/** The PART_CONFIG of each part. */
export function partConfigs(input: PartsInput): Record<PartName, unknown> {
  const { project, ports, keys, values, database } = input;
  const gateway: GatewayConfig = {
    port: ports.api,
    databaseUrl: database.gatewayUrl,
    functionsPort: ports.functions,
    schemas: project.schemas,
    rowsMax: project.rowsMax,
    publishableKey: keys.publishableKey,
    secretKey: keys.secretKey,
    jwtSecret: keys.jwtSecret,
    siteUrl: project.siteUrl,
    emailConfirmations: project.emailConfirmations,
    storage: { folder: join(input.dataDir, "storage"), buckets: project.buckets },
  };
  const functions: FunctionsConfig = {
    ...input.functions,
    port: ports.functions,
    folder: join(project.folder, "supabase", "functions"),
    names: project.functions,
    env: { ...functionsEnvironment(input), ...input.functions.env },
  };
  const helper: z.infer<typeof porterConfig> = { databaseUrl: database.adminUrl };
  const web: WebConfig = {
    port: ports.web,
    folder: join(root, "web"),
    uploadUrl: `${values.PUBLIC_FUNCTIONS_URL}/prospects-upload`,
    dataUrl: `${values.PUBLIC_FUNCTIONS_URL}/data-export`,
    chat: {
      api_url: values.API_URL,
      functions_url: values.PUBLIC_FUNCTIONS_URL,
      publishable_key: values.PUBLISHABLE_KEY,
    },
  };
  return {
    gateway,
    functions,
    carrier: {
      port: ports.carrier,
      accountSid: values.TWILIO_ACCOUNT_SID,
      authToken: values.TWILIO_AUTH_TOKEN,
      numbers: [values.TWILIO_PHONE_NUMBER, COACH_PHONE_NUMBER],
      emailToken: EMAIL_TOKEN,
      inboundUrl: `${values.PUBLIC_FUNCTIONS_URL}/twilio-webhook`,
    },
    stripe: {
      port: ports.stripe,
      secretKey: STRIPE_KEY,
      webhookSecret: STRIPE_WEBHOOK_SECRET,
      webhookUrl: `${values.PUBLIC_FUNCTIONS_URL}/stripe-webhook`,
    },
    web,
    model: { port: ports.model },
    porter: helper,
    clock: helper,
  };
}

/** What hosted functions find in their environment, and this project's own secrets. */
function functionsEnvironment({ keys, values, model }: PartsInput): Record<string, string> {
  const jwk = {
    kty: "oct",
    alg: "HS256",
    kid: SIGN_IN_KEY,
    k: Buffer.from(keys.jwtSecret).toString("base64url"),
  };
  const environment: Record<string, string> = {
    SUPABASE_URL: values.API_URL,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: keys.publishableKey }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secretKey }),
    SUPABASE_JWKS: JSON.stringify({ keys: [jwk] }),
    BELL_SECRET: keys.bellSecret,
    PUBLIC_FUNCTIONS_URL: values.PUBLIC_FUNCTIONS_URL,
    TWILIO_API_URL: values.CARRIER_URL,
    ANTHROPIC_BASE_URL: values.MODEL_URL,
    EMAIL_API_URL: values.CARRIER_URL,
    POSTMARK_SERVER_TOKEN: EMAIL_TOKEN,
    EMAIL_WEBHOOK_SECRET,
    EMAIL_FROM: "Yachtparty <alerts@yachtparty.example>",
    STRIPE_API_URL: values.STRIPE_URL,
    STRIPE_SECRET_KEY: STRIPE_KEY,
    STRIPE_WEBHOOK_SECRET,
    UPLOAD_PAGE_URL: values.UPLOAD_PAGE_URL,
    DATA_PAGE_URL: values.DATA_PAGE_URL,
    CHECKOUT_RETURN_URL: "https://yachtparty.example/paid",
    ALERTS_MAY_REACH_LOCAL: "1",
  };
  const apiKey = model === undefined ? OFFLINE_API_KEY : model.apiKey;
  if (apiKey !== undefined) environment.ANTHROPIC_API_KEY = apiKey;
  return environment;
}
