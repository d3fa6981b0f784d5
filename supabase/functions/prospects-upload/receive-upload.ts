import { z } from "zod";
import { Fault } from "../_shared/errors.ts";
import { log } from "../_shared/log.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import { howToSend } from "./how-to-send.ts";
import { asCountry } from "./prospect.ts";
import { readList } from "./read-list.ts";
import { storeList } from "./store-list.ts";

/** A hundred thousand rows of half a kilobyte, with room. */
const BYTES_MAX = 64 * 1024 * 1024;
/** Within the 150 s in which a hosted function must have answered. */
const UPLOAD_MS_MAX = 120_000;
const KINDS = new Set([
  "text/csv",
  "text/plain",
  "text/tab-separated-values",
  "application/csv",
  "application/octet-stream",
  "application/vnd.ms-excel",
]);
const TOKEN = /^[0-9a-f]{48}$/;

const opened = z.union([
  z.object({ refused: z.enum(["nobody", "too_many"]) }),
  z.object({
    upload_id: z.uuid(),
    rows_max: z.number().int(),
    country: z.string().nullable(),
  }),
]);

/**
 * Stores a list of prospects, read as it comes: the body is the CSV itself, its first row names the
 * columns. A GET is answered in plain words. Answers with counts and what is wrong with which row; 200 when it was read to its end,
 * 422 when it broke off (what came before is stored, and can be undone by `upload_id`).
 *
 * Throws `method_not_allowed`, `unsupported_media`, `unauthorized` (no sign-in of an innovator, and
 * no link that is good), `too_many_requests`, `too_large`, `database_failed`.
 */
export async function receiveUpload(
  request: Request,
  client: WorkerClient,
  authId: string | null,
): Promise<Response> {
  if (request.method === "GET") return howToSend();
  if (request.method !== "POST") throw new Fault("method_not_allowed");
  const [kind = ""] = (request.headers.get("content-type") ?? "").toLowerCase().split(";");
  if (!KINDS.has(kind.trim()) || request.body === null) throw new Fault("unsupported_media");
  if (Number(request.headers.get("content-length") ?? 0) > BYTES_MAX) throw new Fault("too_large");

  const list = await open(request, client, authId);
  const result = await storeList(
    readList(request.body, {
      bytesMax: BYTES_MAX,
      rowsMax: list.rows_max,
      until: Date.now() + UPLOAD_MS_MAX,
      country: asCountry(list.country),
    }),
    { client, uploadId: list.upload_id },
  );
  log("info", "prospects_uploaded", {
    upload: list.upload_id,
    rows: result.rows,
    added: result.added,
    merged: result.merged,
    refused: result.refused,
    stopped: result.stopped?.reason,
  });
  const body = { upload_id: list.upload_id, ...result };
  return Response.json(body, { status: result.stopped === null ? 200 : 422 });
}

async function open(request: Request, client: WorkerClient, authId: string | null) {
  const { searchParams } = new URL(request.url);
  const token = searchParams.get("token");
  if (token === null ? authId === null : !TOKEN.test(token)) throw new Fault("unauthorized");
  const who = {
    token_hash: token === null ? null : await hashOf(token),
    auth_id: token === null ? authId : null,
    tenant: searchParams.get("tenant"),
  };
  // Not to be repeated: a link is used by it.
  const answer = await callWorker(client, "begin_upload", who, opened, { repeatable: false });
  if (!("refused" in answer)) return answer;
  throw new Fault(answer.refused === "nobody" ? "unauthorized" : "too_many_requests");
}

async function hashOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
