import { z } from "zod";

/** What `local/functions/main.ts` reads from PART_CONFIG. */
export const functionsConfig = z.object({
  port: z.number().int().min(1).max(65_535),
  /** The folder that holds deno.json and a folder for each function. */
  folder: z.string(),
  names: z.array(z.string()),
  /** The environment of every function, and nothing else of ours. */
  env: z.record(z.string(), z.string()),
  /** How long an isolate lives; it takes no new request after half of it. Hosted: 150 s or 400 s. */
  wallClockSeconds: z.number().positive(),
  /** Isolates of one function that take requests; as many again may be finishing their work. */
  isolatesPerFunctionMax: z.number().int().positive(),
  /** Start an isolate of every function before the first request. */
  warm: z.boolean(),
});

export type FunctionsConfig = z.infer<typeof functionsConfig>;
