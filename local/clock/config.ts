import { z } from "zod";

/** What `local/clock/main.ts` reads from PART_CONFIG. */
export const clockConfig = z.object({
  /** As a superuser: a job runs as the role that scheduled it. */
  databaseUrl: z.string(),
});
