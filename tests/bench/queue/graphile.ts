import { EventEmitter, once } from "node:events";
import {
  Logger,
  makeWorkerUtils,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import postgres from "postgres";
import { z } from "zod";
import type { Job } from "../engine/enqueue.ts";
import { statementsOf } from "./statements.ts";
import { type Started, type System, type Waiting, type Way, WORKERS } from "./system.ts";

const TASK = "bench";
const job = z.object({ lane: z.number(), nth: z.number() });
const SILENT = new Logger(() => () => {});

/**
 * https://worker.graphile.org/docs/performance: the settings of its own figures, with `batched`
 * those that it names for the greatest throughput.
 */
const PLAIN = { concurrentJobs: 24, maxPoolSize: 25 };
const BATCHED = {
  ...PLAIN,
  localQueue: { size: 500 },
  completeJobBatchDelay: 0,
  failJobBatchDelay: 0,
};
/** As its own latency test has it (perfTest/latencyTest.js): one job at a time. */
const WAITING = { concurrentJobs: 1, maxPoolSize: 10 };

/** graphile-worker, with a named queue for each lane when it is to keep their order. */
export async function openGraphile(
  url: string,
  { ordered }: { ordered: boolean },
): Promise<System> {
  const admin = postgres(url, { max: 1, onnotice() {} });
  const utils = await makeWorkerUtils({ connectionString: url, logger: SILENT });
  await utils.migrate();
  const spec = ({ lane, nth }: Job) => ({
    identifier: TASK,
    payload: { lane, nth },
    ...(ordered ? { queueName: `lane:${lane}` } : {}),
  });
  const add = async ({ lane, nth }: Job) => {
    await utils.addJob(TASK, { lane, nth }, ordered ? { queueName: `lane:${lane}` } : {});
  };
  const wait =
    (settings: Settings): Waiting["wait"] =>
    async (started) => {
      const events: WorkerEvents = new EventEmitter();
      // Its runner is up before its LISTEN is.
      const listening = once(events, "pool:listen:success");
      const runner = await start(url, { ...settings, events }, started);
      await listening;
      return () => runner.stop();
    };
  const way = (what: string, settings: Settings, share: number) =>
    WORKERS.map(
      (workers): Way => ({
        what,
        jobsMax: settings.localQueue?.size ?? 1,
        workers,
        share,
        drain: (count, started) => drain(url, settings, { workers, count, started }),
      }),
    );
  return {
    name: ordered ? "graphile-worker, a queue a lane" : "graphile-worker",
    ordered,
    ways: ordered
      ? [...way("plain", PLAIN, 0.04), ...way("batched", BATCHED, 0.04)]
      : [...way("plain", PLAIN, 0.2), ...way("batched", BATCHED, 1)],
    // With order or without, it adds and waits alike.
    waitings: ordered
      ? []
      : [
          { what: "plain", add, wait: wait(WAITING) },
          { what: "batched", add, wait: wait({ ...BATCHED, ...WAITING }) },
        ],
    addings: ordered ? [] : [{ what: "a job", add }],
    addMany: async (jobs) => {
      for (const some of statementsOf(jobs, { ordered })) await utils.addJobs(some.map(spec));
    },
    clear: async () => {
      await admin`truncate graphile_worker._private_jobs, graphile_worker._private_job_queues`;
    },
    analyze: async () => {
      await admin`vacuum (analyze) graphile_worker._private_jobs,
        graphile_worker._private_job_queues`;
    },
    close: async () => {
      await utils.release();
      await admin.end();
    },
  };
}

type Settings = GraphileConfig.WorkerOptions;

function start(url: string, worker: Settings, handle: (job: Job) => void): Promise<Runner> {
  const taskList: TaskList = {
    [TASK]: (payload) => {
      handle(job.parse(payload));
    },
  };
  const preset: GraphileConfig.Preset = { worker: { ...worker, connectionString: url } };
  return run({ preset, taskList, noHandleSignals: true, logger: SILENT });
}

interface Drain {
  workers: number;
  count: number;
  started: Started;
}

/** From the first start to the last: neither its connecting nor its last completion is counted. */
async function drain(url: string, settings: Settings, { workers, count, started }: Drain) {
  const { promise: allStarted, resolve } = Promise.withResolvers<void>();
  let first = 0;
  let last = 0;
  let left = count;
  const handle = (one: Job) => {
    if (left === count) first = performance.now();
    started(one);
    left -= 1;
    if (left > 0) return;
    last = performance.now();
    resolve();
  };
  const runners = await Promise.all(
    Array.from({ length: workers }, () => start(url, settings, handle)),
  );
  await allStarted;
  await Promise.all(runners.map((runner) => runner.stop()));
  return last - first;
}
