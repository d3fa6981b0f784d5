import { z } from "zod";

/** What an isolate tells the runtime over IPC. */
export const isolateMessage = z.union([
  z.object({ ready: z.object({ port: z.number().int() }) }),
  z.object({
    /** Requests answered or broken off so far, and `waitUntil` promises not yet settled. */
    load: z.object({ served: z.number().int(), waiting: z.number().int() }),
  }),
]);

/** Why an isolate ends, as `beforeunload` tells it (`event.detail.reason`). */
export type UnloadReason = "wall_clock" | "early_drop";
