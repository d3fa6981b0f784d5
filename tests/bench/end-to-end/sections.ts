import type { Goal, Table } from "../bench.ts";
import { percentile } from "../percentile.ts";
import type { Sustained } from "./climb.ts";
import type { DatabaseCall } from "./database-calls.ts";
import type { Hop } from "./hops.ts";
import type { Measured } from "./measure.ts";
import type { ProcessGroup } from "./processor-time.ts";

/** Of all that the database does for a text, the dearest. */
const CALLS_SHOWN = 25;

/** What one run found: the sustained rate of our way of a text and of the floor. */
export interface Round {
  ours: Sustained;
  floor: Sustained;
}

/** Of the rounds, the one in the middle by the sustained rate of ours. */
export function middleRound(rounds: Round[]): Round {
  const sorted = rounds.toSorted((a, b) => rateOf(a.ours) - rateOf(b.ours));
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error("nothing was measured");
  return middle;
}

export function goals({ ours, floor }: Round): Goal[] {
  const share = rateOf(ours) / rateOf(floor);
  const held = ours.confirmed.holds && floor.confirmed.holds;
  const database = databaseTime(ours.confirmed);
  const least = databaseTime(floor.confirmed);
  const times = database / least;
  return [
    {
      what: "sustained texts/s with reply p95 ≤ 2 s ≥ 0.15× of the floor's",
      measured:
        `${rateOf(ours).toFixed(1)} of ${rateOf(floor).toFixed(1)} texts/s: ` +
        `${share.toFixed(2)}×${held ? "" : ", and no rate held"}`,
      met: held && share >= 0.15,
    },
    {
      what: "database time a text ≤ 6× the floor's",
      measured: Number.isNaN(database)
        ? "not measured: this system has no /proc"
        : `${database.toFixed(2)} ms of ${least.toFixed(2)} ms: ${
            // Of a few texts the floor's may be less than a tick of the system's clock.
            least > 0 ? `${times.toFixed(1)}×` : "too few to tell"
          }`,
      met: times <= 6,
    },
  ];
}

export function sustainedTable({ ours, floor }: Round, rounds: Round[]): Table {
  const row = (what: string, { confirmed }: Sustained, all: number[]) => [
    what,
    rateOf({ confirmed }).toFixed(1),
    all.map((rate) => rate.toFixed(1)).join(", "),
    spread(confirmed.acks),
    confirmed.load.functionName === "floor" ? "" : spread(confirmed.answers),
    String(confirmed.merged),
  ];
  return {
    title: "The highest rate that holds",
    columns: [
      "",
      "texts/s",
      "each round",
      "ack p50, p95, p99 (ms)",
      "reply p50, p95, p99 (ms)",
      "texts that shared a turn",
    ],
    rows: [
      row(
        "a text, answered",
        ours,
        rounds.map((round) => rateOf(round.ours)),
      ),
      row(
        "the floor",
        floor,
        rounds.map((round) => rateOf(round.floor)),
      ),
    ],
  };
}

export function hopsTable(hops: Hop[]): Table {
  return {
    title: "Where a text is meanwhile, at that rate",
    columns: ["", "p50 (ms)", "p95 (ms)"],
    rows: hops.map(({ what, times }) => [
      what,
      percentile(times, 0.5).toFixed(1),
      percentile(times, 0.95).toFixed(1),
    ]),
  };
}

export function processorTable({ ours, floor }: Round): Table {
  const groups = [...(ours.confirmed.processor?.keys() ?? [])];
  const cell = (ms: number) => ms.toFixed(2);
  const row = (what: string, ms: number, least: number) => [
    what,
    cell(ms),
    cell(least),
    least < 0.05 ? "" : `${(ms / least).toFixed(1)}×`,
  ];
  const of = (measured: Measured, group: ProcessGroup) => measured.processor?.get(group) ?? 0;
  const rows = groups
    .map((group) => ({ group, ms: of(ours.confirmed, group), least: of(floor.confirmed, group) }))
    .filter(({ ms, least }) => ms + least >= 0.05)
    .toSorted((a, b) => b.ms - a.ms);
  const sum = (values: number[]) => values.reduce((all, one) => all + one, 0);
  return {
    title: "Processor time for one text",
    columns: ["", "a text (ms)", "the floor (ms)", "ratio"],
    rows: [
      ...rows.map(({ group, ms, least }) => row(group, ms, least)),
      row("all", sum(rows.map(({ ms }) => ms)), sum(rows.map(({ least }) => least))),
    ],
  };
}

export function callsTable(calls: DatabaseCall[]): Table {
  const rpcs = calls.filter(({ name }) => name.startsWith("worker."));
  const shown = calls.slice(0, CALLS_SHOWN).filter((call) => !rpcs.includes(call));
  const rows = [...rpcs.toSorted((a, b) => b.totalMs - a.totalMs), ...shown];
  return {
    title: "What the database does for one text (elapsed; counting costs some of it)",
    columns: ["", "calls", "by itself (ms)", "with what it calls (ms)"],
    rows: rows.map(({ name, calls: count, selfMs, totalMs }) => [
      name,
      count.toFixed(2),
      selfMs.toFixed(3),
      totalMs.toFixed(3),
    ]),
  };
}

export function stepsTable({ ours, floor }: Round): Table {
  return {
    title: "Every rate that was tried",
    columns: [
      "",
      "texts/s",
      "texts",
      "ack p95 (ms)",
      "reply p95 (ms)",
      "the load was late p95 (ms)",
      "held",
    ],
    rows: [...floor.steps, ...ours.steps].map((step) => [
      step.load.functionName,
      step.load.rate.toFixed(1),
      String(step.load.count),
      percentile(step.acks, 0.95).toFixed(0),
      step.load.functionName === "floor" ? "" : percentile(step.answers, 0.95).toFixed(0),
      percentile(step.lateness, 0.95).toFixed(0),
      step.holds ? "yes" : verdict(step),
    ]),
  };
}

function verdict({ refused, unanswered }: Measured): string {
  return refused + unanswered === 0 ? "no" : `no: ${refused} refused, ${unanswered} unanswered`;
}

function rateOf({ confirmed }: Pick<Sustained, "confirmed">): number {
  return confirmed.load.rate;
}

function databaseTime(measured: Measured): number {
  return measured.processor?.get("Postgres") ?? Number.NaN;
}

function spread(times: number[]): string {
  return [0.5, 0.95, 0.99].map((share) => percentile(times, share).toFixed(0)).join(", ");
}
