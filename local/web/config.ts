import { z } from "zod";

/** What `local/web/main.ts` reads from PART_CONFIG. */
export const webConfig = z.object({
  /** 0 takes any free port. */
  port: z.number().int().min(0).max(65_535),
  /** The folder whose files are served. */
  folder: z.string(),
  /** What stands in `upload/config.json`: where the page sends its list. */
  uploadUrl: z.url(),
  /** What stands in `data/config.json`: where the page has a person's data from. */
  dataUrl: z.url(),
  /** What stands in `chat/config.json`: where people sign in, and where they write. */
  chat: z.object({ api_url: z.url(), functions_url: z.url(), publishable_key: z.string() }),
});

export type WebConfig = z.infer<typeof webConfig>;
