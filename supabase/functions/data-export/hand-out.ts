import { z } from "zod";
import { Fault } from "../_shared/errors.ts";
import { linkToken } from "../_shared/http/link-token.ts";
import { log } from "../_shared/log.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import { hashOfToken } from "./hash-of-token.ts";
import { howToFetch } from "./how-to-fetch.ts";

/** As `worker.export_rows` hands them out. */
const PAGE_ROWS = 1_000;
/**
 * Of all tables together. An isolate has 256 MB, and a character costs up to some fifteen bytes of
 * them: it is held in its row, in its page's text and in the file, each two bytes wide once a
 * single emoji is in it, and in the bytes that are sent. The last page comes on top.
 */
const ROWS_MAX = 100_000;
const CHARACTERS_MAX = 12_000_000;

const opened = z.union([
  z.object({ refused: z.enum(["nobody", "too_many"]) }),
  z.object({ request_id: z.uuid(), relations: z.array(z.string()) }),
]);
const page = z.array(z.record(z.string(), z.unknown())).nullable();

/**
 * Hands a person all that is kept of them, as one JSON file: `{made_at, cut, tables: {<table>:
 * [rows]}}`. By POST with the token of a link (the header `link-token`, or `?token=` of who was
 * texted this address) or a sign-in (`?tenant=`, by its slug, of who is somebody in several). GET
 * says how, and uses nothing up: phones look at links by themselves.
 *
 * Throws `method_not_allowed`, `unauthorized` (no sign-in, and no link that is good),
 * `too_many_requests`, `database_failed`.
 */
export async function handOut(
  request: Request,
  client: WorkerClient,
  authId: string | null,
): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const token = linkToken(request);
  if (token === null && authId === null) throw new Fault("unauthorized");
  const tokenHash = token === null ? null : await hashOfToken(token);
  if (request.method === "GET" && token !== null) return howToFetch();
  if (request.method !== "POST") throw new Fault("method_not_allowed");

  const { request_id, relations } = await open(client, {
    token_hash: tokenHash,
    auth_id: tokenHash === null ? authId : null,
    tenant: searchParams.get("tenant"),
  });
  const { tables, rows, cut } = await collect(client, request_id, relations);
  const file = JSON.stringify({ made_at: new Date().toISOString(), cut, tables }, null, 1);
  const ended = { request_id, rows_count: rows };
  await callWorker(client, "end_export", ended, z.boolean(), { repeatable: true });
  log("info", "data_exported", { request: request_id, rows, cut });
  return new Response(file, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": 'attachment; filename="my-data.json"',
      "cache-control": "no-store",
    },
  });
}

async function open(
  client: WorkerClient,
  who: { token_hash: string | null; auth_id: string | null; tenant: string | null },
) {
  // Not to be repeated: a link is used by it.
  const answer = await callWorker(client, "begin_export", who, opened, { repeatable: false });
  if (!("refused" in answer)) return answer;
  throw new Fault(answer.refused === "nobody" ? "unauthorized" : "too_many_requests");
}

interface Collected {
  tables: Record<string, unknown[]>;
  rows: number;
  /** There is more than one file holds. */
  cut: boolean;
}

async function collect(
  client: WorkerClient,
  requestId: string,
  relations: string[],
): Promise<Collected> {
  const collected: Collected = { tables: {}, rows: 0, cut: false };
  let characters = 0;
  for (const relation of relations) {
    const rows: unknown[] = [];
    const [, name = relation] = relation.split(".");
    collected.tables[name] = rows;
    for (let skip = 0; !collected.cut; skip += PAGE_ROWS) {
      const args = { request_id: requestId, relation, skip };
      const found = await callWorker(client, "export_rows", args, page, { repeatable: true });
      if (found === null) throw new Fault("unauthorized");
      rows.push(...found);
      collected.rows += found.length;
      characters += JSON.stringify(found).length;
      collected.cut = collected.rows >= ROWS_MAX || characters >= CHARACTERS_MAX;
      if (found.length < PAGE_ROWS) break;
    }
  }
  return collected;
}
