import type { Bench, BenchOptions, Listener, Section } from "../bench.ts";
import { type Climb, climb } from "./climb.ts";
import { databaseCalls } from "./database-calls.ts";
import { hopsOf } from "./hops.ts";
import { measure } from "./measure.ts";
import {
  callsTable,
  goals,
  hopsTable,
  middleRound,
  processorTable,
  type Round,
  stepsTable,
  sustainedTable,
} from "./sections.ts";
import { type BenchStack, startBenchStack } from "./stack.ts";

interface Size {
  people: number;
  warmUp: number;
  ours: Climb;
  floor: Climb;
  /** The database's functions are counted below the highest rate: counting costs. */
  countedShare: number;
  countedSeconds: number;
}

const FULL: Size = {
  // So many that at the highest rate nobody writes twice in ten seconds.
  people: 2_000,
  warmUp: 100,
  ours: {
    functionName: "twilio-webhook",
    from: 6,
    stepsMax: 16,
    stepSeconds: 10,
    confirmSeconds: 30,
  },
  floor: { functionName: "floor", from: 40, stepsMax: 12, stepSeconds: 10, confirmSeconds: 30 },
  countedShare: 0.7,
  countedSeconds: 20,
};

const SMALL: Size = {
  people: 40,
  warmUp: 2,
  ours: { functionName: "twilio-webhook", from: 3, stepsMax: 1, stepSeconds: 1, confirmSeconds: 2 },
  floor: { functionName: "floor", from: 3, stepsMax: 1, stepSeconds: 1, confirmSeconds: 2 },
  countedShare: 1,
  countedSeconds: 1,
};

const METHOD = [
  "Signed texts are posted to the functions' URL at fixed times, whatever became of those before " +
    "(an open loop), each from the next of many people in the middle of a conversation; times " +
    "count from when a text should have been posted. A rate holds when every text is taken and " +
    "answered, the reply's p95 is at most 2 s, and the last third waits no more than 0.5 s longer " +
    "than the first. The rate rises by a quarter from step to step; the highest one is confirmed " +
    "over a longer time, or the one below it.",
  "The floor, beside it on the same stack: a function that only checks the signature with the " +
    "same code and inserts one row by one call through the same gateway. Its rate holds when its " +
    "acknowledgement's p95 is at most 2 s.",
  "Everything runs on one machine: Postgres, gateway, functions (one isolate each, none retired " +
    "meanwhile), stand-ins for pg_net and pg_cron, and in one more process the load, a model that " +
    "answers at once in one call, and a carrier that answers 201 and calls back once, 250 ms " +
    "later. A burst's 1.5 s of patience is set to 0: it is politeness and no work. Database time " +
    "is the processor time of all of Postgres' processes, idle work included.",
];

/** The whole way of a text, from the signed webhook to the carrier, against its floor. */
export const endToEnd: Bench = {
  name: "end-to-end",
  about: "signed texts at rising rates through the whole system, against one insert",
  run,
};

async function run({ iterations, small }: BenchOptions, { waiting }: Listener): Promise<Section> {
  const size = small ? SMALL : FULL;
  waiting("Starting the stack…");
  const bench = await startBenchStack(size.people);
  try {
    await warmUp(bench, size.warmUp);
    const rounds: Round[] = [];
    for (let round = 0; round < iterations; round++) {
      rounds.push({
        floor: await climb(bench, size.floor, waiting),
        ours: await climb(bench, size.ours, waiting),
      });
    }
    const middle = middleRound(rounds);
    const { load, texts } = middle.ours.confirmed;
    const hops = await hopsOf(bench, texts);
    waiting("Counting the database's functions…");
    const rate = load.rate * size.countedShare;
    const count = Math.ceil(rate * size.countedSeconds);
    const calls = await databaseCalls(bench, { ...load, rate, count });
    return {
      title: "End to end",
      method: METHOD,
      tables: [
        sustainedTable(middle, rounds),
        hopsTable(hops),
        processorTable(middle),
        callsTable(calls),
        stepsTable(middle),
      ],
      goals: goals(middle),
    };
  } finally {
    await bench.stop();
  }
}

/** Isolates that have run, connections that stand and plans that are made. */
async function warmUp(bench: BenchStack, count: number): Promise<void> {
  for (const { functionName, rate } of [
    { functionName: "floor", rate: 10 },
    { functionName: "twilio-webhook", rate: 5 },
  ] as const) {
    const { refused, unanswered } = await measure(bench, { functionName, rate, count });
    if (refused + unanswered === 0) continue;
    throw new Error(`${functionName}: ${refused} texts refused, ${unanswered} not answered`);
  }
}
