import type { WorkerClient } from "../_shared/worker/call.ts";
import type { Outcome, Turn } from "../_shared/worker/turn.ts";
import { deliverAlert } from "./deliver-alert.ts";
import { erasePerson } from "./erase-person.ts";
import { fetchMedia } from "./fetch-media.ts";
import { reconcile } from "./reconcile.ts";

type Handle = (turn: Turn, client: WorkerClient, signal: AbortSignal) => Promise<Outcome>;

/** Who does which kind of task: those that `private.task_types` gives to housekeeping. */
export const handlers: Record<string, Handle | undefined> = {
  deliver_alert: deliverAlert,
  erase_person: erasePerson,
  fetch_media: fetchMedia,
  reconcile_sender: reconcile,
};
