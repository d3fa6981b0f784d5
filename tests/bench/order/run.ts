import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { z } from "zod";
import { randomFrom } from "../../../local/random.ts";
import { connectWorker } from "../engine/connect.ts";
import { addTasks, jobs } from "../engine/enqueue.ts";
import { prepareEngine, setBatch, TASK_TYPE } from "../engine/prepare.ts";
import { type Account, APPLICATION_NAME, CLAIMERS, LEASE_SECONDS, runClaimer } from "./claimer.ts";

const LOG = readFileSync(new URL("log.sql", import.meta.url), "utf8");
const LANES = 100;
/** Tasks of each lane that are added at once, as long as the run lasts. */
const WAVE_EACH = 20;
const SWEEP_EVERY_MS = 200;
const KILL_EVERY_MS = 150;
/** After the last task was added all must be done within this long, or they are stuck. */
const DRAINED_MS_MAX = 60_000;
const BATCH = 5;

const violations = z.object({
  out_of_order: z.number(),
  overlaps: z.number(),
  duplicates: z.number(),
  stuck: z.number(),
  dead: z.number(),
});

export interface Outcome extends z.infer<typeof violations> {
  tasks: number;
  /** Tasks a second, from the first to the last. */
  rate: number;
  lost: number;
  kills: number;
  freed: number;
  account: Account;
}

export interface Run {
  seconds: number;
  seed: number;
  /** Whether a session sits there meanwhile with a transaction that has read and written. */
  idleTransaction: boolean;
}

/** Claimers that are killed, walk away and stall, over a database that this has to itself. */
export async function runOrder(url: string, run: Run): Promise<Outcome> {
  const admin = postgres(url, { max: 1, onnotice() {} });
  try {
    await prepare(admin);
    const endIdle = run.idleTransaction ? await openIdleTransaction(url) : async () => {};
    try {
      return await disturb(url, admin, run);
    } finally {
      await endIdle();
    }
  } finally {
    await admin.end();
  }
}

async function prepare(admin: Sql): Promise<void> {
  await prepareEngine(admin, { tenants: 1, people: 1 });
  await setBatch(admin, BATCH);
  await admin.unsafe(LOG).simple();
  await admin`update private.settings set value = ${LEASE_SECONDS} where name = 'lease_seconds'`;
  await admin`update private.task_types set retry_base_seconds = 0.05, retry_cap_seconds = 0.2
    where task_type = ${TASK_TYPE}`;
  // A task may meet many killed workers here; none of them is its fault.
  await admin`alter table public.agent_tasks alter max_retries set default 1000`;
}

async function disturb(url: string, admin: Sql, { seconds, seed }: Run): Promise<Outcome> {
  const account: Account = {
    acknowledged: new Map(),
    misplaced: 0,
    cut: 0,
    walkedAway: 0,
    stalled: 0,
    late: 0,
    deadlocks: 0,
  };
  let over = false;
  const stopped = () => over;
  const began = performance.now();
  const kills = kill(url, stopped);
  const freed = sweep(url, stopped);
  const claimers = Array.from({ length: CLAIMERS }, (_, nth) =>
    runClaimer(url, randomFrom(seed + nth), account, stopped),
  );
  const others = [kills, freed, ...claimers];
  try {
    // None of the others ends by itself but by failing.
    const tasks = await Promise.race([addUntil(url, admin, began + seconds * 1_000), ...others]);
    const rate = (Number(tasks) / (performance.now() - began)) * 1_000;
    over = true;
    await Promise.all(others);
    const outcome = await countViolations(admin, Number(tasks), account);
    return { ...outcome, rate, kills: await kills, freed: await freed };
  } finally {
    over = true;
    await Promise.allSettled(others);
  }
}

/** Adds tasks as long as the time is not up, and waits until all are done. Resolves to how many. */
async function addUntil(url: string, admin: Sql, until: number): Promise<number> {
  const adder = connectWorker(url);
  let each = 0;
  try {
    do {
      const wave = jobs(LANES, WAVE_EACH).map((job) => ({ ...job, nth: job.nth + each }));
      await addTasks(adder, wave);
      each += WAVE_EACH;
      await drained(admin, wave.length / 2, until);
    } while (performance.now() < until);
    await drained(admin, 0, performance.now() + DRAINED_MS_MAX);
    return each * LANES;
  } finally {
    await adder.end();
  }
}

async function countViolations(admin: Sql, tasks: number, account: Account) {
  const [row] = await admin`select * from bench.violations`;
  const found = violations.parse(row);
  const twice = [...account.acknowledged.values()].filter((times) => times > 1).length;
  const lost = await countLost(admin, tasks, account);
  return {
    ...found,
    out_of_order: found.out_of_order + account.misplaced,
    duplicates: found.duplicates + twice,
    tasks,
    lost,
    account,
  };
}

/** Waits until no more than so many tasks are open, or the time is up. */
async function drained(admin: Sql, open: number, until: number): Promise<void> {
  for (;;) {
    const [row] = await admin`select count(*)::integer as count from public.agent_tasks
      where status in ('pending', 'processing')`;
    if (z.number().parse(row?.count) <= open || performance.now() > until) return;
    await sleep(20);
  }
}

async function kill(url: string, stopped: () => boolean): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice() {} });
  let kills = 0;
  while (!stopped()) {
    await sleep(KILL_EVERY_MS);
    const killed = await sql`
      select pg_terminate_backend(pid) from (
        select pid from pg_stat_activity
        where application_name = ${APPLICATION_NAME} and datname = current_database()
        order by random() limit 1) one`;
    kills += killed.length;
  }
  await sql.end();
  return kills;
}

async function sweep(url: string, stopped: () => boolean): Promise<number> {
  const sql = connectWorker(url);
  let freed = 0;
  while (!stopped()) {
    await sleep(SWEEP_EVERY_MS);
    const [row] = await sql`select worker.process_tasks_batch() as answer`;
    freed += z.object({ leases_freed: z.number() }).parse(row?.answer).leases_freed;
  }
  await sql.end();
  return freed;
}

/** A session that has begun, has read and written, and does nothing more. Resolves to its end. */
async function openIdleTransaction(url: string): Promise<() => Promise<void>> {
  const sql = postgres(url, { max: 1, onnotice() {} });
  await sql.unsafe("create table bench.notes (note text)");
  await sql.unsafe("begin isolation level repeatable read");
  await sql.unsafe("insert into bench.notes select count(*)::text from public.agent_tasks");
  return async () => {
    await sql.unsafe("commit");
    await sql.end();
  };
}

/** Tasks that are gone, and those that a claimer was told are done and are not. */
async function countLost(admin: Sql, tasks: number, { acknowledged }: Account): Promise<number> {
  const [row] = await admin`
    select ${tasks}::integer - count(*)::integer
      + count(*) filter (where t.status <> 'completed'
        and t.id = any (${[...acknowledged.keys()]}::uuid[]))::integer as lost
    from public.agent_tasks t`;
  return z.number().parse(row?.lost);
}
