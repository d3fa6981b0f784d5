import type { SupabaseClient } from "@supabase/supabase-js";
import type { z } from "zod";
import type { Database } from "../database.types.ts";
import { Fault } from "../errors.ts";
import { log } from "../log.ts";

/** Hosted projects end a statement after 8 s; past this an answer will not come. */
const ANSWER_DEADLINE_MS = 10_000;
const ATTEMPTS_MAX = 4;
const PAUSE_MS = 25;
/** Deadlock and serialization failure: nothing happened, the same call may be made again. */
const REPEATABLE_SQLSTATES = new Set(["40P01", "40001"]);

export type WorkerClient = SupabaseClient;

type Functions = Database["worker"]["Functions"];
type Name = keyof Functions;
/** The arguments by name; what is in them is checked by Postgres, which knows it better. */
type Arguments<Rpc extends Name> =
  Record<PropertyKey, never> extends Functions[Rpc]["Args"]
    ? Record<PropertyKey, never>
    : { [Argument in keyof Functions[Rpc]["Args"]]: unknown };

interface CallOptions {
  /** The call is idempotent, so it may be made again when its answer was lost on the way. */
  repeatable: boolean;
}

/**
 * Calls an RPC of schema `worker` and checks the shape of its answer.
 *
 * Throws `database_failed` when the database cannot be reached in `ANSWER_DEADLINE_MS`, refuses, or
 * answers in another shape; the SQLSTATE is in `detail`. A deadlock is repeated three times.
 */
export async function callWorker<Rpc extends Name, Answer>(
  client: WorkerClient,
  name: Rpc,
  args: Arguments<Rpc>,
  answer: z.ZodType<Answer>,
  { repeatable }: CallOptions,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const { data, error, status } = await client
      .schema("worker")
      .rpc(name, args)
      .abortSignal(AbortSignal.timeout(ANSWER_DEADLINE_MS));
    if (!error) {
      const parsed = answer.safeParse(data);
      if (parsed.success) return parsed.data;
      throw new Fault("database_failed", { detail: `${name}: unreadable`, cause: parsed.error });
    }
    const lost = status === 0 || status >= 500;
    const again = REPEATABLE_SQLSTATES.has(error.code) || (repeatable && lost);
    if (!again || attempt >= ATTEMPTS_MAX) {
      throw new Fault("database_failed", {
        detail: `${name}: ${error.code || status}`,
        cause: error,
      });
    }
    log("warn", "worker_call_repeated", { name, code: error.code || String(status), attempt });
    await new Promise((done) => setTimeout(done, PAUSE_MS * 2 ** attempt * Math.random()));
  }
}
