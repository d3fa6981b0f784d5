import { z } from "zod";
import { storageConfig } from "../storage/config.ts";

/** What `local/gateway/main.ts` reads from PART_CONFIG. */
export const gatewayConfig = z.object({
  port: z.number().int().min(1).max(65_535),
  /** As the role `local_gateway`. */
  databaseUrl: z.string(),
  /** Where the functions runtime listens on 127.0.0.1. */
  functionsPort: z.number().int().min(1).max(65_535),
  /** Schemas that the Data API serves, `public` first. */
  schemas: z.array(z.string()).min(1),
  /** Rows an answer of the Data API may hold. */
  rowsMax: z.number().int().positive(),
  publishableKey: z.string(),
  secretKey: z.string(),
  jwtSecret: z.string().min(32),
  siteUrl: z.url(),
  /** Codes are not sent: they are printed, and so stand in the gateway's log. */
  emailConfirmations: z.boolean(),
  storage: storageConfig,
});

export type GatewayConfig = z.infer<typeof gatewayConfig>;
