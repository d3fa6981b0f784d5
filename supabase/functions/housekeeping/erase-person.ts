import { z } from "zod";
import { Fault } from "../_shared/errors.ts";
import { log } from "../_shared/log.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import type { Outcome, Turn } from "../_shared/worker/turn.ts";
import { done, later } from "./outcome.ts";

const BUCKET = "media";
/** As many as one request to Storage may name. */
const FILES_AT_ONCE = 1_000;
const STORAGE_SECONDS = 300;

const taskContext = z.object({ request_id: z.uuid() });
const work = z.discriminatedUnion("state", [
  z.object({ state: z.literal("over") }),
  z.object({ state: z.literal("wait"), seconds: z.number() }),
  z.object({ state: z.literal("ready"), paths: z.array(z.string()) }),
]);
const erased = z.object({ lost: z.boolean(), erased: z.number().int().default(0) });

/**
 * Deletes somebody who has asked for it and confirmed it, once their receipt has left: first their
 * files, whose places only their rows know, then all rows in one transaction. Throws `lease_lost`
 * and `database_failed`.
 */
export async function erasePerson(
  turn: Turn,
  client: WorkerClient,
  lost: AbortSignal,
): Promise<Outcome> {
  const { request_id } = taskContext.parse(turn.tasks[0]?.context);
  const args = { request_id };
  const left = await callWorker(client, "erasure_work", args, work, { repeatable: true });
  if (left.state === "over") return done({ erased: 0 });
  if (left.state === "wait") return later("receipt_on_its_way", left.seconds);
  if (!(await removeFiles(client, left.paths))) return later("storage_failed", STORAGE_SECONDS);
  if (lost.aborted) throw new Fault("lease_lost");
  const held = { lease: turn.lease, request_id };
  const answer = await callWorker(client, "erase_person", held, erased, { repeatable: true });
  if (answer.lost) throw new Fault("lease_lost");
  log("info", "person_erased", { request: request_id, rows: answer.erased });
  return done({ erased: answer.erased });
}

/** What is gone already is no error; false: not all of them are. */
async function removeFiles(client: WorkerClient, paths: string[]): Promise<boolean> {
  for (let from = 0; from < paths.length; from += FILES_AT_ONCE) {
    const some = paths.slice(from, from + FILES_AT_ONCE);
    const { error } = await client.storage.from(BUCKET).remove(some);
    if (error !== null) {
      log("warn", "media_not_removed", { kind: error.name });
      return false;
    }
  }
  return true;
}
