import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createClient } from "@supabase/supabase-js";
import postgres, { type Sql } from "postgres";
import { z } from "zod";
import { readList } from "../../../supabase/functions/prospects-upload/read-list.ts";
import { storeList } from "../../../supabase/functions/prospects-upload/store-list.ts";

const COLUMNS = "email,phone_number,first_name,last_name,company,title";
/** How often the memory is looked at. */
const LOOK_EVERY_MS = 20;
const TENANT = "b0000000-0000-4000-8000-000000000001";
const USER = "b0000000-0000-4000-8000-000000000002";
const INNOVATOR = "b0000000-0000-4000-8000-000000000003";

export interface Stored {
  ms: number;
  /** By how many MiB the process had grown when it was largest. */
  grownMiB: number;
}

export interface Lists {
  /** By COPY into the table itself, its indexes and checks included. */
  copy(path: string): Promise<number>;
  /** As prospects-upload stores it, all but the HTTP between it and the database. */
  upload(path: string, rows: number): Promise<Stored>;
  close(): Promise<void>;
}

/** A list of so many people, each with an email and a number of their own. */
export async function writeList(folder: string, rows: number): Promise<string> {
  const path = join(folder, `list-${rows}.csv`);
  const lines = function* () {
    yield `${COLUMNS}\n`;
    for (let n = 0; n < rows; n += 1) {
      const phone = `+1415${2_000_000 + n}`;
      yield `p${n}@out.example,${phone},First${n},Last${n},"Company ${n % 5_000}, Inc.",Engineer\n`;
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return path;
}

export async function openLists(url: string): Promise<Lists> {
  const sql = postgres(url, { max: 1, onnotice() {} });
  await sql`insert into public.tenants (id, slug, name, product)
    values (${TENANT}, 'bench', 'Bench', 'network')`;
  await sql`insert into public.users (id, tenant_id, phone_number, verified)
    values (${USER}, ${TENANT}, '+14155550100', true)`;
  await sql`insert into public.innovators (id, tenant_id, user_id, company_name)
    values (${INNOVATOR}, ${TENANT}, ${USER}, 'Dry Boats')`;
  // The file does not say whose they are.
  await sql.unsafe(`alter table public.prospects alter tenant_id set default '${TENANT}',
    alter innovator_id set default '${INNOVATOR}'`);
  const empty = async () => {
    await sql`truncate public.prospects, private.prospect_uploads cascade`;
    await sql`vacuum (analyze) public.prospects`;
  };
  return {
    async copy(path) {
      await empty();
      const began = performance.now();
      const into = await sql
        .unsafe(`copy public.prospects (${COLUMNS}) from stdin with (format csv, header)`)
        .writable();
      await pipeline(createReadStream(path), into);
      return performance.now() - began;
    },
    async upload(path, rows) {
      await empty();
      const [upload] = await sql<{ id: string }[]>`insert into private.prospect_uploads
        (tenant_id, innovator_id) values (${TENANT}, ${INNOVATOR}) returning id`;
      const memory = watchMemory();
      const began = performance.now();
      const body = createReadStream(path);
      const stored = await storeList(
        readList(chunksOf(body), {
          bytesMax: Number.POSITIVE_INFINITY,
          rowsMax: rows,
          until: Date.now() + 600_000,
          country: "US",
        }),
        { client: clientOf(sql), uploadId: upload?.id ?? "" },
      );
      const ms = performance.now() - began;
      if (stored.added !== rows) throw new Error(`${stored.added} of ${rows} rows were stored`);
      return { ms, grownMiB: memory.grownMiB() };
    },
    close: () => sql.end(),
  };
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

function watchMemory() {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, LOOK_EVERY_MS);
  return {
    grownMiB: () => {
      clearInterval(timer);
      return (most - before) / 1024 / 1024;
    },
  };
}
