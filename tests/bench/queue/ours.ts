import { setTimeout as sleep } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { claim, finish } from "../engine/claimer.ts";
import { connectWorker } from "../engine/connect.ts";
import { addTask, addTasks, tellEvent } from "../engine/enqueue.ts";
import { clearEngine, prepareEngine, setBatch } from "../engine/prepare.ts";
import { type Started, type System, type Waiting, type Way, WORKERS } from "./system.ts";

/** Tasks a claim takes of one lane, lanes it takes, and the share of the jobs they are given. */
const CLAIMS = [
  { batch: 10, lanes: 1, share: 0.2 },
  { batch: 10, lanes: 10, share: 1 },
  { batch: 100, lanes: 1, share: 1 },
  { batch: 100, lanes: 5, share: 1 },
  { batch: 100, lanes: 32, share: 1 },
];
/** A lane each, for events. */
const PEOPLE = 500;

/** The engine, over direct connections: claims and finishes as a drain does. */
export async function openOurs(url: string): Promise<System> {
  const admin = postgres(url, { max: 1, onnotice() {} });
  await prepareEngine(admin, { tenants: 1, people: PEOPLE });
  const adder = connectWorker(url);
  const ways = CLAIMS.flatMap(({ batch, lanes, share }) =>
    WORKERS.map(
      (workers): Way => ({
        what: `batch ${batch}, ${lanes === 1 ? "1 lane" : `${lanes} lanes`} a claim`,
        jobsMax: batch * lanes,
        workers,
        share,
        drain: async (count, started) => {
          await setBatch(admin, batch);
          return await drain(url, { workers, lanes, count, started });
        },
      }),
    ),
  );
  return {
    name: "ours",
    ordered: true,
    ways,
    waitings: [
      { what: "LISTEN, then claim", add: (job) => tellEvent(adder, job), wait: waiter(url) },
    ],
    addings: [
      { what: "a task", add: (job) => addTask(adder, job) },
      { what: "an event, and its task", add: (job) => tellEvent(adder, job) },
    ],
    addMany: (jobs) => addTasks(adder, jobs),
    clear: () => clearEngine(admin),
    analyze: async () => {
      await admin`vacuum (analyze) public.agent_tasks, private.lanes, private.leases`;
    },
    close: async () => {
      await Promise.all([admin.end(), adder.end()]);
    },
  };
}

interface Drain {
  workers: number;
  lanes: number;
  count: number;
  started: Started;
}

/** From before the first claim until after the last finish. */
async function drain(url: string, { workers, lanes, count, started }: Drain): Promise<number> {
  const connections = Array.from({ length: workers }, () => connectWorker(url));
  // Connected before the clock starts, as the peers' pools are.
  await Promise.all(connections.map((sql) => sql`select 1`));
  let left = count;
  const began = performance.now();
  await Promise.all(
    connections.map(async (sql) => {
      while (left > 0) {
        const done = await work(sql, lanes, started);
        left -= done;
        // The others have the rest in work.
        if (done === 0) await sleep(1);
      }
    }),
  );
  const took = performance.now() - began;
  await Promise.all(connections.map((sql) => sql.end()));
  return took;
}

/** A drain that waits: told by the event's NOTIFY, which its commit sends, it claims. */
function waiter(url: string): Waiting["wait"] {
  return async (started) => {
    const sql = connectWorker(url);
    const listener = postgres(url, { max: 1, onnotice() {} });
    let working = Promise.resolve();
    await sql`select 1`;
    await listener.listen("agent_events", () => {
      working = working.then(() => work(sql, 1, started)).then(() => {});
    });
    return async () => {
      await listener.end();
      await working;
      await sql.end();
    };
  };
}

/** One claim, its tasks, and their finish. Resolves to how many there were. */
async function work(sql: Sql, lanes: number, started: Started): Promise<number> {
  const turns = await claim(sql, lanes);
  const tasks = turns.flatMap((turn) => turn.tasks);
  for (const { context } of tasks) started(context);
  const leases = turns.map((turn) => turn.lease);
  if (leases.length > 0) await finish(sql, leases);
  return tasks.length;
}
