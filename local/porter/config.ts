import { z } from "zod";

/** What `local/porter/main.ts` reads from PART_CONFIG. */
export const porterConfig = z.object({
  /** As a superuser. */
  databaseUrl: z.string(),
});
