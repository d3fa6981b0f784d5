import type { Bench, Goal, Table } from "../bench.ts";
import { compare, type Timed } from "../compare.ts";
import { claim, finish } from "../engine/claimer.ts";
import { connectWorker } from "../engine/connect.ts";
import { addTasks, jobs } from "../engine/enqueue.ts";
import { loadTasks } from "../engine/load.ts";
import { prepareEngine, setBatch } from "../engine/prepare.ts";
import { connect, type Explained } from "../plan.ts";
import { withServer } from "../server.ts";
import { count, times } from "../text.ts";
import { indexTable } from "./indexes.ts";

/** Tasks of each lane that one round claims and finishes. */
const EACH = 2;
const BATCH = 10;
const LANES_A_CLAIM = 10;
const GOAL = 1.2;
/** Of one iteration: a round is over in a blink. */
const ROUNDS = 5;
const FULL = { finished: 1_000_000, lanes: 500 };
const SMALL = { finished: 2_000, lanes: 20 };
const CALLS = ["claim", "finish"] as const;

export const growth: Bench = {
  name: "growth",
  about: "claim and finish with a million finished tasks behind them, against none",
  run: (options, { waiting }) =>
    withServer(options, async ({ make }) => {
      const { finished, lanes } = options.small ? SMALL : FULL;
      const databases: Database[] = [];
      try {
        const none = await open(await make("bench_growth_none"), lanes, 0);
        databases.push(none);
        waiting(`Loading ${count(finished)} finished tasks…`);
        const behind = await open(await make("bench_growth_behind"), lanes, finished);
        databases.push(behind);
        const rows: string[][] = [];
        const goals: Goal[] = [];
        for (const call of CALLS) {
          waiting(`Comparing ${call}…`);
          const { baseline, measured, ratio, spread } = await compare(
            timed(none, call),
            timed(behind, call),
            ROUNDS * options.iterations,
          );
          const cells = [baseline, measured].map((us) => `${us.toFixed(1)} µs`);
          rows.push([`${call}, a task`, ...cells, times(ratio), spread.map(times).join(" to ")]);
          goals.push({
            what: `${call} ≤ ${GOAL}× with ${count(finished)} finished tasks behind it`,
            measured: `${times(ratio)}: ${cells.toReversed().join(" to ")} a task`,
            met: ratio <= GOAL,
          });
        }
        const compared: Table = {
          title: "As finished tasks pile up",
          columns: ["call", "none", count(finished), "ratio", "half of the rounds"],
          rows,
        };
        return {
          title: "Growth",
          method: [
            `Two databases: in one ${count(finished)} tasks of ${lanes} lanes are finished, in the other none but those of the bench's own rounds. In each round ${lanes * EACH} tasks are enqueued in the same lanes, then claimed, ${LANES_A_CLAIM} lanes a claim at batch ${BATCH}, and finished, over one connection, the two databases in turn; the time is that of the calls, round trip included, per task. Both are vacuumed after each round.`,
            "Which index each call reads is from EXPLAIN of all that its functions ran, in the larger of the two.",
          ],
          tables: [compared, await indexTable(behind.explained)],
          goals,
        };
      } finally {
        for (const { close } of databases) await close();
      }
    }),
};

interface Database {
  explained: Explained;
  /** Enqueues a round's tasks and works them off: microseconds a task of each call. */
  round(): Promise<Record<(typeof CALLS)[number], number>>;
  close(): Promise<void>;
}

async function open(url: string, lanes: number, finished: number): Promise<Database> {
  const explained = connect(url);
  const admin = explained.sql;
  const worker = connectWorker(url);
  await prepareEngine(admin, { tenants: 1, people: 100 });
  await setBatch(admin, BATCH);
  const load = { tenant: 0, firstLane: 0, lanes, status: "completed" } as const;
  if (finished > 0) await loadTasks(admin, { ...load, each: finished / lanes });
  await admin`vacuum (analyze)`;
  return {
    explained,
    round: async () => {
      await addTasks(worker, jobs(lanes, EACH));
      const spent = { claim: 0, finish: 0 };
      for (let left = lanes * EACH; left > 0; ) {
        const began = performance.now();
        const turns = await claim(worker, LANES_A_CLAIM);
        const claimed = performance.now();
        await finish(
          worker,
          turns.map((turn) => turn.lease),
        );
        spent.claim += claimed - began;
        spent.finish += performance.now() - claimed;
        left -= turns.reduce((sum, turn) => sum + turn.tasks.length, 0);
      }
      // As autovacuum would, which is off while something is timed.
      await admin`vacuum (analyze) public.agent_tasks, private.lanes, private.leases`;
      const each = (ms: number) => (ms * 1_000) / (lanes * EACH);
      return { claim: each(spent.claim), finish: each(spent.finish) };
    },
    close: async () => {
      await Promise.all([admin.end(), worker.end()]);
    },
  };
}

function timed({ round }: Database, call: (typeof CALLS)[number]): Timed {
  return async () => (await round())[call];
}
