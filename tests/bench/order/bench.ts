import type { Bench, Goal } from "../bench.ts";
import { withServer } from "../server.ts";
import { count, perSecond } from "../text.ts";
import { CLAIMERS, LEASE_SECONDS } from "./claimer.ts";
import { type Outcome, runOrder } from "./run.ts";

const COLUMNS = [
  "session beside it",
  "tasks",
  "a second",
  "connections cut",
  "walked away",
  "stalled",
  "late finishes",
  "leases swept",
  "deadlocks",
  "out of order",
  "overlaps",
  "stuck",
  "lost",
  "duplicates",
];

export const order: Bench = {
  name: "order",
  about: "order, overlaps, losses and duplicates while workers are killed",
  run: ({ iterations, small, ...options }, { waiting }) =>
    withServer({ iterations, small, ...options }, async ({ make }) => {
      const rows: string[][] = [];
      const goals: Goal[] = [];
      for (const idleTransaction of [false, true]) {
        const seconds = small ? 1 : idleTransaction ? 60 : 20;
        const beside = idleTransaction ? `idle in transaction, ${seconds} s` : "none";
        const found: Outcome[] = [];
        for (let round = 0; round < iterations; round += 1) {
          waiting(`Workers are killed (${beside}), ${round + 1} of ${iterations}…`);
          const url = await make(`bench_order_${idleTransaction ? "idle" : "plain"}_${round}`);
          found.push(await runOrder(url, { seconds, seed: round * 100, idleTransaction }));
        }
        rows.push(...found.map((outcome) => rowOf(beside, outcome)));
        goals.push(goalOf(beside, found));
      }
      return {
        title: "Order, crash",
        method: [
          `${CLAIMERS} claimers, 100 lanes, batches of 5, leases of ${LEASE_SECONDS} s, the sweep each 200 ms. Every 150 ms one claimer's connection is terminated, wherever it is; of all claims 2 % are walked away from and 2 % finished only when the lease has run out; a finish whose answer was lost is repeated under its lease. Tasks are added as long as the run lasts; then all must be done within a minute, or they are stuck.`,
          "Counted from a log that a trigger writes in the transactions themselves, and from what the claimers were told. Out of order: completed after a later one of its lane. Overlap: a lease begun before the one before it ended. Lost: gone, or acknowledged and not completed. Duplicate: completed or acknowledged twice. The second run has a session beside it that holds a transaction open which has read and written.",
        ],
        tables: [{ title: "What was survived", columns: COLUMNS, rows }],
        goals,
      };
    }),
};

function rowOf(beside: string, outcome: Outcome): string[] {
  const { tasks, rate, account, kills, freed } = outcome;
  return [
    beside,
    count(tasks),
    perSecond(rate),
    `${kills}, ${account.cut} in a call`,
    String(account.walkedAway),
    String(account.stalled),
    String(account.late),
    String(freed),
    String(account.deadlocks),
    ...failures(outcome).map(String),
  ];
}

function failures({ out_of_order, overlaps, stuck, dead, lost, duplicates }: Outcome): number[] {
  return [out_of_order, overlaps, stuck + dead, lost, duplicates];
}

function goalOf(beside: string, found: Outcome[]): Goal {
  const sums = found
    .map(failures)
    .reduce((one, other) => one.map((sum, nth) => sum + (other[nth] ?? 0)));
  const words = ["out of order", "overlaps", "stuck", "lost", "duplicates"];
  return {
    what: `order, crash (session beside it: ${beside}): all 0`,
    measured: words.map((word, nth) => `${sums[nth]} ${word}`).join(", "),
    met: sums.every((sum) => sum === 0),
  };
}
