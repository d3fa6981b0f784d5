import { z } from "zod";
import { Fault } from "../_shared/errors.ts";
import { linkToken } from "../_shared/http/link-token.ts";
import { log } from "../_shared/log.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import { hashOfToken } from "./hash-of-token.ts";

/**
 * Has all deleted that is kept of whoever holds this link, and has said on its page that they mean
 * it: 202. By POST alone.
 *
 * Throws `method_not_allowed`, `unauthorized` (no link, or its time is over), `database_failed`.
 */
export async function eraseByLink(request: Request, client: WorkerClient): Promise<Response> {
  if (request.method !== "POST") throw new Fault("method_not_allowed");
  const token_hash = await hashOfToken(linkToken(request) ?? "");
  const heard = await callWorker(client, "erase_by_link", { token_hash }, z.boolean(), {
    repeatable: true,
  });
  if (!heard) throw new Fault("unauthorized");
  log("info", "erasure_confirmed", { by: "link" });
  return Response.json({ state: "confirmed" }, { status: 202 });
}
