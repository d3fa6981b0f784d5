import { setTimeout as sleep } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import type { Bench, BenchOptions, Goal, Listener } from "../bench.ts";
import { connectWorker } from "../engine/connect.ts";
import { addTasks, type Job } from "../engine/enqueue.ts";
import { type Load, loadTasks } from "../engine/load.ts";
import { clearEngine, prepareEngine } from "../engine/prepare.ts";
import { median, percentile } from "../percentile.ts";
import { withServer } from "../server.ts";
import { count, milliseconds, times } from "../text.ts";
import { startWorker } from "./worker.ts";

const WORKERS = 4;
/** The noisy one's lanes have other names than the quiet ones'. */
const NOISY_LANE = 1_000_000;
const GOAL = 2;
/** The noisy one is alone for so long before the quiet ones come. */
const HEAD_START_MS = 300;
/** Who has not been started by then counts as started then. */
const QUIET_MS_MAX = 60_000;

interface Case {
  what: string;
  noisy: Load;
  quiet: Job[];
}

export const fairness: Bench = {
  name: "fairness",
  about: "what the quiet wait for while somebody is noisy",
  run: (options, listener) =>
    withServer(options, async ({ make }) => {
      const url = await make("bench_fairness");
      const cases = casesOf(options.small ? 20 : 1);
      const tenants = Math.max(...cases.flatMap((one) => one.quiet.map(tenantOf))) + 1;
      const admin = postgres(url, { max: 1, onnotice() {} });
      try {
        await prepareEngine(admin, { tenants, people: 1 });
        const rows: string[][] = [];
        const goals: Goal[] = [];
        for (const one of cases) {
          const rounds = await measureCase(url, admin, one, options, listener);
          const ratios = rounds.map(({ alone, beside }) => beside / alone);
          const alone = milliseconds(median(rounds.map((round) => round.alone)));
          const beside = milliseconds(median(rounds.map((round) => round.beside)));
          const ratio = times(median(ratios));
          const starved = rounds.reduce((sum, round) => sum + round.starved, 0);
          rows.push([
            one.what,
            alone,
            beside,
            ratio,
            ratios.map(times).join(", "),
            String(starved),
          ]);
          goals.push({
            what: `${one.what}: p95 of the quiet ≤ ${GOAL}× their p95 alone`,
            measured: `${ratio}: ${beside} to ${alone}${starved > 0 ? `, ${starved} not started` : ""}`,
            met: median(ratios) <= GOAL && starved === 0,
          });
        }
        return {
          title: "Fairness",
          method: [
            `${WORKERS} workers over direct connections, each with 4 lanes in work as a drain has them, one task a turn (a conversation's batch), a handler of 2 ms. The noisy one is there first and is worked on; then all of the quiet come in one commit. Their waiting is from that commit to the start of each one's handler. The same without the noisy one in the same round; ratios are of the rounds' own. Who is not started in ${QUIET_MS_MAX / 1_000} s counts with that.`,
          ],
          tables: [
            {
              title: "p95 of the quiet ones' waiting",
              columns: ["noisy", "alone", "beside the noisy", "ratio", "rounds", "not started"],
              rows,
            },
          ],
          goals,
        };
      } finally {
        await admin.end();
      }
    }),
};

/** Smaller by a factor. */
function casesOf(smaller: number): Case[] {
  const many = 20_000 / smaller;
  const few = 1_000 / smaller;
  const tenants = 100 / smaller;
  const noisy: Load = {
    tenant: 0,
    firstLane: NOISY_LANE,
    lanes: 1,
    each: many,
    status: "pending",
  };
  return [
    {
      what: `one conversation with ${count(many)} tasks, ${count(few)} with one`,
      noisy,
      quiet: Array.from({ length: few }, (_, lane) => ({ lane, nth: 0 })),
    },
    {
      what: `one tenant with ${count(many)} due lanes, ${count(tenants)} with 10`,
      noisy: { ...noisy, lanes: many, each: 1 },
      quiet: Array.from({ length: tenants * 10 }, (_, lane) => ({
        lane,
        nth: 0,
        tenant: 1 + (lane % tenants),
      })),
    },
  ];
}

function tenantOf({ tenant = 0 }: Job): number {
  return tenant;
}

interface Round {
  /** p95 of the quiet ones' waiting, in milliseconds. */
  alone: number;
  beside: number;
  starved: number;
}

async function measureCase(
  url: string,
  admin: Sql,
  { what, noisy, quiet }: Case,
  { iterations }: BenchOptions,
  { waiting }: Listener,
): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let round = 0; round < iterations; round += 1) {
    waiting(`${what}: round ${round + 1} of ${iterations}…`);
    const p95 = async (load: Load | undefined) => {
      await clearEngine(admin);
      if (load !== undefined) await loadTasks(admin, load);
      await admin`vacuum (analyze) public.agent_tasks, private.lanes, private.leases`;
      const { waited, starved } = await waitings(url, quiet);
      return { ms: percentile(waited, 0.95), starved };
    };
    // Each goes first every other time.
    const first = await p95(round % 2 === 0 ? undefined : noisy);
    const second = await p95(round % 2 === 0 ? noisy : undefined);
    const [alone, beside] = round % 2 === 0 ? [first, second] : [second, first];
    rounds.push({ alone: alone.ms, beside: beside.ms, starved: alone.starved + beside.starved });
  }
  return rounds;
}

interface Waitings {
  /** Milliseconds from the commit that brings the quiet ones' tasks to the start of each. */
  waited: number[];
  /** How many were not started at all. */
  starved: number;
}

async function waitings(url: string, quiet: Job[]): Promise<Waitings> {
  const starts: number[] = [];
  const { promise: allStarted, resolve } = Promise.withResolvers<void>();
  const stops = await Promise.all(
    Array.from({ length: WORKERS }, () =>
      startWorker(url, ({ tasks }) => {
        for (const { context } of tasks) {
          if (context.lane >= NOISY_LANE) continue;
          starts.push(performance.now());
          if (starts.length === quiet.length) resolve();
        }
      }),
    ),
  );
  const adder = connectWorker(url);
  try {
    await sleep(HEAD_START_MS);
    await addTasks(adder, quiet);
    const came = performance.now();
    const late = new AbortController();
    await Promise.race([
      allStarted,
      sleep(QUIET_MS_MAX, undefined, { signal: late.signal }).catch(() => {}),
    ]);
    late.abort();
    const starved = quiet.length - starts.length;
    return {
      starved,
      // One that starts before its commit is known here has not waited.
      waited: [
        ...starts.map((at) => Math.max(0, at - came)),
        ...Array.from({ length: starved }, () => QUIET_MS_MAX),
      ],
    };
  } finally {
    await Promise.all(stops.map((stop) => stop()));
    await adder.end();
  }
}
