import { setTimeout as sleep } from "node:timers/promises";
import postgres, { type Sql, type TransactionSql } from "postgres";
import type { z } from "zod";
import type { RunningPart } from "../parts/run-part.ts";
import { randomFrom } from "../random.ts";
import { faultLine } from "../stack-fault.ts";
import type { porterConfig } from "./config.ts";
import { type QueuedRequest, type RecordedResponse, send } from "./send.ts";

/** pg_net's defaults: `pg_net.batch_size`, the pause after a batch, and `pg_net.ttl`. */
const BATCH_SIZE = 200;
const PAUSE_MS = 1_000;
const RESPONSES_KEPT = "6 hours";

/** While nothing wakes us, look this often: a NOTIFY is lost when the connection is. */
const IDLE_MS_MAX = 1_000;
const RECONNECT_MS = 100;

/**
 * pg_net's worker: takes up to 200 requests, in the order of their ids, sends them in parallel,
 * waits for the slowest, records the responses, pauses for a second, and goes on. A request
 * is deleted when it is picked up and sent at most once. `net.faults` makes it lose and duplicate.
 */
export async function runPorter({
  databaseUrl,
}: z.infer<typeof porterConfig>): Promise<RunningPart> {
  const sql = postgres(databaseUrl, {
    max: 2,
    onnotice() {},
    connection: { application_name: "pg_net worker" },
    backoff: () => RECONNECT_MS / 1000,
  });
  const bell = new Bell();
  await sql.listen("pg_net", () => bell.ring());

  const stopping = new AbortController();
  const running = run();
  return {
    close: async () => {
      stopping.abort();
      bell.ring();
      await running;
      await sql.end({ timeout: 1 });
    },
  };

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const sent = await carryBatch(sql).catch((error) => {
        // The server restarts, or is gone for good, which the supervisor sees as well.
        process.stderr.write(`porter: ${faultLine(error)}\n`);
        return 0;
      });
      if (sent > 0) await sleep(PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => {});
      else await bell.wait(IDLE_MS_MAX);
    }
  }
}

/** Sends what is queued, up to one batch; says how many requests it took. */
async function carryBatch(sql: Sql): Promise<number> {
  const requests = await sql.begin(pickUp);
  const sending = requests.flatMap(({ request, times }) =>
    Array.from({ length: times }, () => send(request)),
  );
  if (requests.length > 0) await record(sql, await Promise.all(sending));
  return requests.length;
}

interface PickedUp {
  request: QueuedRequest;
  /** 0: it is lost; 2: it is sent twice. */
  times: number;
}

/** Takes a batch from the queue, and notes what is done to it, in one transaction. */
async function pickUp(tx: TransactionSql): Promise<PickedUp[]> {
  const requests = await tx<QueuedRequest[]>`
    delete from net.http_request_queue q
    using (select id from net.http_request_queue order by id limit ${BATCH_SIZE}) next
    where q.id = next.id
    returning q.id::text, q.method, q.url, q.headers, q.body, q.timeout_milliseconds`;
  if (requests.length === 0) return [];
  const [faults] = await tx<
    [{ lose_percent: number; duplicate_percent: number; seed: number; requests: string }]
  >`select lose_percent, duplicate_percent, seed, requests::text from net.faults`;
  const picked = requests.map((request, nth) => {
    // By the number of requests before it, so that a new porter does not begin again.
    const random = randomFrom(faults.seed + Number(faults.requests) + nth);
    const lost = random() * 100 < faults.lose_percent;
    const twice = random() * 100 < faults.duplicate_percent;
    return { request, times: lost ? 0 : twice ? 2 : 1 };
  });
  const count = (times: number) => picked.filter((one) => one.times === times).length;
  await tx`update net.faults set requests = requests + ${picked.length},
    lost = lost + ${count(0)}, duplicated = duplicated + ${count(2)}`;
  return picked;
}

async function record(sql: Sql, responses: RecordedResponse[]): Promise<void> {
  await sql`
    insert into net._http_response
      (id, status_code, content_type, headers, content, timed_out, error_msg)
    select * from jsonb_to_recordset(${sql.json(responses.map((response) => ({ ...response })))})
      as r (id bigint, status_code integer, content_type text, headers jsonb, content text,
        timed_out boolean, error_msg text)`;
  await sql`delete from net._http_response where created < now() - ${RESPONSES_KEPT}::interval`;
}

/** A bell rung while nobody waits is heard by the next who does. */
class Bell {
  #rung = false;
  #wake: () => void = () => {};

  ring(): void {
    this.#rung = true;
    this.#wake();
  }

  async wait(ms: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#rung = false;
  }
}
