import { createClient } from "@supabase/supabase-js";
import type { JSONValue, Sql } from "postgres";
import { z } from "zod";
import type { WorkerClient } from "../../../../supabase/functions/_shared/worker/call.ts";

type Hold = (name: string) => Promise<void>;

const nothing: Hold = async () => {};

/**
 * Schema `worker` as the Data API serves it, straight from the database. `asked` is waited for
 * before an RPC is called, `answered` before its answer is handed on.
 */
export function workerClient(
  sql: Sql,
  { asked = nothing, answered = nothing }: { asked?: Hold; answered?: Hold },
): WorkerClient {
  async function rpc(name: string, args: Record<string, JSONValue>): Promise<Response> {
    await asked(name);
    const named = Object.keys(args).map((argument, nth) => `${argument} => $${nth + 1}`);
    const [row] = await sql.unsafe(
      `select to_jsonb(worker.${name}(${named.join(", ")})) as answer`,
      Object.values(args),
    );
    await answered(name);
    return Response.json(row?.answer ?? null);
  }
  return createClient("http://database.test", "sb_secret_test", {
    auth: { persistSession: false, autoRefreshToken: false },
    global: {
      fetch: (input, init) => {
        const name = z
          .string()
          .regex(/^\w+$/)
          .parse(new URL(String(input)).pathname.split("/").at(-1));
        const args = z
          .record(z.string().regex(/^\w+$/), z.json())
          .parse(JSON.parse(String(init?.body ?? "{}")));
        return rpc(name, args);
      },
    },
  });
}
