import { createClient } from "@supabase/supabase-js";
import type { WorkerClient } from "../../../supabase/functions/_shared/worker/call.ts";

type Answer = { status?: number; body: unknown };
type Handler = (args: Record<string, unknown>) => Answer | Promise<Answer>;

/**
 * Schema `worker` as a Data API would serve it: an RPC is a handler, its calls are kept. What is
 * put into Storage is `upload`, what is taken out of it `remove`.
 */
export class FakeDatabase {
  readonly calls: Array<{ name: string; args: Record<string, unknown> }> = [];
  readonly client: WorkerClient;
  #handlers: Record<string, Handler> = {
    answer_bell: () => ({ body: null }),
    claim: () => ({ body: { turns: [], next_due_ms: null } }),
    finish: (args) => ({
      body: Array.isArray(args.turns)
        ? args.turns.map((turn: { lease: string }) => ({ lease: turn.lease, result: "finished" }))
        : [],
    }),
    beat: (args) => ({ body: args.leases }),
    give_back: (args) => ({ body: Array.isArray(args.leases) ? args.leases.length : 0 }),
    ring_on: () => ({ body: false }),
    sweep_when_silent: () => ({ body: false }),
  };

  constructor(handlers: Record<string, Handler> = {}) {
    Object.assign(this.#handlers, handlers);
    this.client = createClient("http://database.test", "sb_secret_test", {
      auth: { persistSession: false, autoRefreshToken: false },
      global: { fetch: (input, init) => this.#answer(String(input), init) },
    });
  }

  named(name: string): Record<string, unknown>[] {
    return this.calls.filter((call) => call.name === name).map((call) => call.args);
  }

  async #answer(url: string, init: RequestInit | undefined): Promise<Response> {
    const { pathname } = new URL(url);
    const isRemoval = pathname.startsWith("/storage/") && init?.method === "DELETE";
    const isUpload = pathname.startsWith("/storage/") && !isRemoval;
    const name = isUpload ? "upload" : isRemoval ? "remove" : (pathname.split("/").at(-1) ?? "");
    const args = isUpload ? { path: pathname } : JSON.parse(String(init?.body ?? "{}"));
    this.calls.push({ name, args });
    const handler = this.#handlers[name];
    if (handler === undefined) return Response.json({ code: "PGRST202" }, { status: 404 });
    const { status = 200, body } = await handler(args);
    return Response.json(body, { status });
  }
}

/** A claimed lane of texts out, the smallest turn there is. */
export function aTurn() {
  const id = crypto.randomUUID();
  return {
    lease: crypto.randomUUID(),
    lane_key: `send:${id}`,
    tenant_id: id,
    trace_id: id,
    tasks: [{ id, task_type: "send_sms", trace_id: id, attempt: 1, context: {} }],
    context: { kind: "send" as const },
  };
}

/** Answers each claim with the next of these batches, and then with nothing. */
export function batches(...turns: Array<ReturnType<typeof aTurn>[]>): Handler {
  return () => ({ body: { turns: turns.shift() ?? [], next_due_ms: null } });
}
