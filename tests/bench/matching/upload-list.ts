import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { createClient } from "@supabase/supabase-js";
import type { Sql } from "postgres";
import { z } from "zod";
import { readList } from "../../../supabase/functions/prospects-upload/read-list.ts";
import { storeList } from "../../../supabase/functions/prospects-upload/store-list.ts";

const STORE_MS_MAX = 600_000;

/** Whose list it is. */
export const OWNER = {
  tenant: "b0000000-0000-4000-8000-000000000001",
  user: "b0000000-0000-4000-8000-000000000002",
  innovator: "b0000000-0000-4000-8000-000000000003",
};

/** Stores a list as prospects-upload does, all but the HTTP between it and the database. */
export async function uploadList(sql: Sql, path: string, rows: number): Promise<void> {
  const [upload] = await sql<{ id: string }[]>`insert into private.prospect_uploads
    (tenant_id, innovator_id) values (${OWNER.tenant}, ${OWNER.innovator}) returning id`;
  const stored = await storeList(
    readList(chunksOf(createReadStream(path)), {
      bytesMax: Number.POSITIVE_INFINITY,
      rowsMax: rows,
      until: Date.now() + STORE_MS_MAX,
      country: "US",
    }),
    { client: clientOf(sql), uploadId: upload?.id ?? "" },
  );
  if (stored.added !== rows) throw new Error(`${stored.added} of ${rows} rows were stored`);
}

function chunksOf(body: Readable): ReadableStream<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(z.instanceof(Uint8Array).parse(value));
    },
  });
}

const call = z.record(z.string(), z.unknown());

/** The RPCs of the Data API, asked of the database directly. */
function clientOf(sql: Sql) {
  return createClient("http://127.0.0.1:9", "key", {
    global: {
      fetch: async (input, init) => {
        const name = String(input).split("/").at(-1) ?? "";
        const args = call.parse(JSON.parse(String(init?.body)));
        const [row] =
          name === "add_prospects"
            ? await sql`select worker.add_prospects(${String(args.upload_id)}::uuid,
                ${Number(args.batch)}, ${JSON.stringify(args.rows)}::text::jsonb) as answer`
            : await sql`select worker.end_upload(${String(args.upload_id)}::uuid, 0, true)
                as answer`;
        return Response.json(row?.answer);
      },
    },
  });
}
