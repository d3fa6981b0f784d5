import { z } from "zod";
import { reasonOf } from "../_shared/errors.ts";
import { log } from "../_shared/log.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";

/** How soon a Stop is seen: whoever presses it may be at another isolate. */
const LOOK_EVERY_MS = 500;
/** A proxy takes a connection for dead that is silent for a minute, some for half of one. */
const SILENT_LOOKS_MAX = 20;

const watched = z.object({ held: z.boolean(), stopped: z.boolean() });

export interface Watch {
  /** The lease is somebody else's: what we would still write has no effect. */
  lost: AbortSignal;
  /** The reader has had enough. */
  stop: AbortSignal;
  end(): void;
}

/** Keeps the lease of a turn that streams, and says when it is lost or its reader stops it. */
export function watchLease(client: WorkerClient, lease: string, stillHere: () => void): Watch {
  const lost = new AbortController();
  const stop = new AbortController();
  let looks = 0;
  let looking = false;
  const timer = setInterval(() => {
    looks += 1;
    if (looks % SILENT_LOOKS_MAX === 0) stillHere();
    if (looking) return;
    looking = true;
    callWorker(client, "watch_stream", { lease }, watched, { repeatable: true })
      .then(({ held, stopped }) => {
        if (!held) lost.abort();
        if (stopped) stop.abort();
      })
      // Not being able to look is what leases are for: they outlast many looks.
      .catch((cause) => log("warn", "beat_failed", { leases: 1, ...reasonOf(cause) }))
      .finally(() => {
        looking = false;
      });
  }, LOOK_EVERY_MS);
  return { lost: lost.signal, stop: stop.signal, end: () => clearInterval(timer) };
}
