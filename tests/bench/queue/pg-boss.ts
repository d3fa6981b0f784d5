import { PgBoss } from "pg-boss";
import postgres from "postgres";
import { z } from "zod";
import type { Job } from "../engine/enqueue.ts";
import { statementsOf } from "./statements.ts";
import { type Started, type System, type Waiting, type Way, WORKERS } from "./system.ts";

const QUEUE = "bench";
const job = z.object({ lane: z.number(), nth: z.number() });
/** Neither monitors nor schedules while something is timed; enough connections for its workers. */
const QUIET = { supervise: false, schedule: false, max: 10 };
/** Jobs a fetch takes, and the share of the jobs that it is given. */
const BATCHES = [
  { batch: 10, share: 0.1 },
  { batch: 100, share: 0.4 },
];

/** pg-boss; with its policy `key_strict_fifo` and a key for each lane when it is to keep order. */
export async function openPgBoss(url: string, { ordered }: { ordered: boolean }): Promise<System> {
  const admin = postgres(url, { max: 1, onnotice() {} });
  // https://pgboss.io: LISTEN and NOTIFY wake its workers instead of their poll.
  const boss = new PgBoss({ connectionString: url, ...QUIET, useListenNotify: true });
  await boss.start();
  await boss.createQueue(QUEUE, {
    notify: true,
    ...(ordered ? { policy: "key_strict_fifo" } : {}),
  });
  const options = ({ lane }: Job) => (ordered ? { singletonKey: `lane:${lane}` } : {});
  const add = (one: Job) => boss.send(QUEUE, { lane: one.lane, nth: one.nth }, options(one));
  const ways = BATCHES.flatMap(({ batch, share }) =>
    WORKERS.map(
      (workers): Way => ({
        what: `batch ${batch}`,
        jobsMax: batch,
        workers,
        share: ordered ? share / 4 : share,
        drain: (count, started) => drain(boss, { batch, workers, count, started }),
      }),
    ),
  );
  return {
    name: ordered ? "pg-boss, strict FIFO a key" : "pg-boss",
    ordered,
    ways,
    waitings: ordered ? [] : [{ what: "notified", add, wait: waiter(boss) }],
    addings: ordered ? [] : [{ what: "a job", add }],
    addMany: async (jobs) => {
      for (const some of statementsOf(jobs, { ordered })) {
        await boss.insert(
          QUEUE,
          some.map((one) => ({ data: { lane: one.lane, nth: one.nth }, ...options(one) })),
        );
      }
    },
    clear: async () => {
      await boss.deleteAllJobs(QUEUE);
      await admin`vacuum (analyze)`;
    },
    analyze: async () => {
      await admin`vacuum (analyze)`;
    },
    close: async () => {
      await boss.stop({ graceful: false });
      await admin.end();
    },
  };
}

function waiter(boss: PgBoss): Waiting["wait"] {
  return async (started) => {
    await boss.work(QUEUE, { batchSize: 1 }, async (some) => {
      for (const { data } of some) started(job.parse(data));
    });
    return () => boss.offWork(QUEUE);
  };
}

interface Drain {
  batch: number;
  workers: number;
  count: number;
  started: Started;
}

/** What `work()` does without its pauses: fetch and complete, from before the first to the last. */
async function drain(boss: PgBoss, { batch, workers, count, started }: Drain): Promise<number> {
  let left = count;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (left > 0) {
        const some = await boss.fetch(QUEUE, { batchSize: batch });
        for (const { data } of some) started(job.parse(data));
        left -= some.length;
        if (some.length === 0) await new Promise((done) => setTimeout(done, 1));
        else
          await boss.complete(
            QUEUE,
            some.map(({ id }) => id),
          );
      }
    }),
  );
  return performance.now() - began;
}
