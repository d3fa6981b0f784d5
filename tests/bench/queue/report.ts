import type { Goal, Section, Table } from "../bench.ts";
import { median, percentile } from "../percentile.ts";
import { milliseconds, perSecond, times } from "../text.ts";
import type { BellLatencies } from "./by-the-bell.ts";
import { FULL, SMALL } from "./measure.ts";
import type { AddingRounds, DrainRounds, Rounds, WaitingRounds } from "./rounds.ts";

const METHOD = [
  "One process, one Postgres, over direct connections: ours by npm `postgres` as service_role, the peers by their own `pg`, each in a database of its own. fsync is off and synchronous_commit on for all; autovacuum is off, and each vacuumed before each measure. Handlers do nothing. Ours is timed from before the first claim until after the last finish; so is pg-boss; graphile-worker from its first job's start to its last's.",
  "graphile-worker: plain with 24 concurrent jobs, batched with those and a local queue of 500 and batched completions, as its page on performance has them. pg-boss: fetch and complete without the pauses of its `work`, which waits with LISTEN and NOTIFY. Of 1, 2 and 4 workers each has what was best for it in a first round. Neither keeps an order without being told; with it they stand below, with a named queue a lane, and a key a lane under `key_strict_fifo`.",
  "Ours claims whole lanes: a claim of 5 lanes at batch 100 brings at most 500 tasks, as graphile-worker's local queue does. Equal batch means that one round trip brings equally many at most: against pg-boss' 10 stands 1 lane at batch 10, against its 100 the better of 10 lanes at batch 10 and 1 lane at batch 100. A task out of order is one whose handler started when another of its lane should have. Where a peer is to keep order no lane is twice in one bulk insert, since what is created together has no order there.",
];

export function report(
  { drains, addings, waitings }: Rounds,
  bell: BellLatencies,
  small: boolean,
): Section {
  const { lanes, each, samples } = small ? SMALL : FULL;
  return {
    title: "Queue",
    method: [
      ...METHOD,
      `${lanes} lanes of ${each} tasks, or of a share of them for what is slow; ${samples} tasks waited for one by one, in each round.`,
    ],
    tables: [addingTable(addings), drainTable(drains), waitingTable(waitings), bellTable(bell)],
    goals: [...drainGoals(drains), latencyGoal(waitings)],
  };
}

function addingTable(addings: AddingRounds[]): Table {
  return {
    title: "Enqueueing, one client",
    columns: ["system", "what", "a second"],
    rows: addings.map(({ system, what, rates }) => [system, what, perSecond(median(rates))]),
  };
}

function drainTable(drains: DrainRounds[]): Table {
  return {
    title: "Draining",
    columns: [
      "system",
      "way",
      "jobs a round trip",
      "workers",
      "a second",
      "rounds",
      "out of order",
    ],
    rows: drains.map(({ system, way, rates, violations }) => [
      system,
      way.what,
      `≤ ${way.jobsMax}`,
      String(way.workers),
      perSecond(median(rates)),
      `${perSecond(Math.min(...rates))} to ${perSecond(Math.max(...rates))}`,
      String(violations),
    ]),
  };
}

function waitingTable(waitings: WaitingRounds[]): Table {
  return {
    title: "From add to start, one at a time, somebody waiting",
    columns: ["system", "way", "p50", "p95", "p99"],
    rows: waitings.map(({ system, what, latencies }) => [
      system,
      what,
      ...percentiles(latencies.flat()),
    ]),
  };
}

function bellTable({ idle, sustained }: BellLatencies): Table {
  return {
    title: "By the bell: pg_net's stand-in, which like pg_net pauses a second after each batch",
    columns: ["when", "p50", "p95", "p99"],
    rows: [
      ["nothing else happens", ...percentiles(idle)],
      ["an event each 100 ms", ...percentiles(sustained)],
    ],
  };
}

function percentiles(values: number[]): string[] {
  return [0.5, 0.95, 0.99].map((share) => milliseconds(percentile(values, share)));
}

function drainGoals(drains: DrainRounds[]): Goal[] {
  const ours = drains.filter(({ system }) => system === "ours");
  const graphile = drains.filter(({ system }) => system === "graphile-worker");
  const boss = drains.filter(({ system }) => system === "pg-boss");
  const violations = ours.reduce((sum, one) => sum + one.violations, 0);
  return [
    {
      what: "drained in the order of each lane",
      measured: `${violations} tasks out of order`,
      met: violations === 0,
    },
    compared("drain ≥ graphile-worker batched", upTo(ours, 500), best(graphile), 1),
    ...boss.map((peer) => {
      const batch = peer.way.jobsMax;
      return compared(`drain ≥ 5× pg-boss at batch ${batch}`, upTo(ours, batch), peer, 5);
    }),
  ];
}

/** The fastest of those whose round trip brings no more than so many. */
function upTo(drains: DrainRounds[], jobsMax: number): DrainRounds {
  return best(drains.filter(({ way }) => way.jobsMax <= jobsMax));
}

function best(drains: DrainRounds[]): DrainRounds {
  return drains.reduce((one, other) => (median(other.rates) > median(one.rates) ? other : one));
}

function compared(what: string, ours: DrainRounds, peer: DrainRounds, goal: number): Goal {
  const ratio = median(ours.rates.map((rate, round) => rate / (peer.rates[round] ?? Number.NaN)));
  const measured =
    `${times(ratio)}: ${perSecond(median(ours.rates))} (${ours.way.what}) ` +
    `to ${perSecond(median(peer.rates))} (${peer.way.what})`;
  return { what, measured, met: ratio >= goal };
}

function latencyGoal(waitings: WaitingRounds[]): Goal {
  const p95 = (system: string) =>
    waitings
      .filter((one) => one.system === system)
      .map(({ latencies }) => latencies.map((round) => percentile(round, 0.95)))
      .reduce((one, other) => (median(other) < median(one) ? other : one));
  const ours = p95("ours");
  const peer = p95("graphile-worker");
  const ratio = median(ours.map((ms, round) => ms / (peer[round] ?? Number.NaN)));
  return {
    what: "latency p95 of a waiting drain ≤ 2× graphile-worker's",
    measured: `${times(ratio)}: ${milliseconds(median(ours))} to ${milliseconds(median(peer))}`,
    met: ratio <= 2,
  };
}
