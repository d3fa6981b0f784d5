import type { MessagesRequest } from "../../../local/model/contract.ts";
import type { Bench, Goal, Table } from "../bench.ts";
import { type Comparison, relate } from "../compare.ts";
import { withServer } from "../server.ts";
import { count, milliseconds, times } from "../text.ts";
import { type Played, playTurn } from "./play-turn.ts";
import { openThreads, type Threads } from "./threads.ts";

const FULL = { lengths: [10, 50, 1_000, 10_000], turns: 20 };
const SMALL = { lengths: [10, 50, 60, 120], turns: 2 };
/** After which a conversation's context grows no more: its second length. */
const FLAT_AFTER = 1;
const MODEL_CALLS = [1, 3] as const;
const DATABASE_MS_MAX = 15;
const GROWTH_MAX = 1.1;
/** Of English, about; the same for every length, so that it cancels out of every ratio. */
const CHARACTERS_PER_TOKEN = 4;
/** A reply of 320 characters and what a model thinks before it, about. */
const OUTPUT_TOKENS = 250;

export const agents: Bench = {
  name: "agents",
  about: "what a turn costs: round trips, database time, context and money",
  run: (options, { waiting }) =>
    withServer(options, async ({ make }) => {
      const { lengths, turns } = options.small ? SMALL : FULL;
      waiting(`Loading threads of up to ${count(lengths.at(-1) ?? 0)} messages…`);
      const threads = await openThreads(await make("bench_agents"), lengths);
      try {
        waiting("Taking turns…");
        const rounds = turns * options.iterations;
        const byCalls: Taken[] = [];
        for (const calls of MODEL_CALLS) {
          byCalls.push(await takeTurns(threads, FLAT_AFTER, calls, rounds));
        }
        const byLength = await takeTurnsInTurn(threads, lengths, rounds);
        const sizes = byLength.map(({ last }) => charactersSent(last.requests[0]));
        return {
          title: "Agents",
          method: [
            `Turns of the Concierge as it ships, claim to finish, over one connection of the worker's; the model answers at once by a script, so what is timed is the database, way there and back included. Medians of ${rounds} turns each; the floor is as many calls of \`select 1\`, in the same rounds. A finish is counted as a call of its own, though under load one carries up to sixteen turns; the bell, which a drain answers once, is not counted.`,
            `Tokens are characters of the request as it is sent, tools and prompt included, by ${CHARACTERS_PER_TOKEN}. From fifty messages on a thread has a summary, here as long as one may be.`,
          ],
          tables: [
            turnTable(byCalls),
            contextTable(lengths, sizes, byLength),
            await costTable(threads, byCalls),
          ],
          goals: [roundTrips(byCalls), databaseTime(byCalls), flatContext(lengths, sizes)],
        };
      } finally {
        await threads.close();
      }
    }),
};

/** Turns that were taken, and a floor of as many calls beside each. */
interface Taken {
  modelCalls: number;
  roundTrips: number;
  /** By kind of call, the milliseconds of each turn. */
  spent: Map<string, number[]>;
  total: Comparison;
  /** Of the database, a turn; null where it cannot be known. */
  processorMs: number | null;
  claim: number[];
  last: Played;
}

async function takeTurns(
  threads: Threads,
  thread: number,
  modelCalls: number,
  rounds: number,
): Promise<Taken> {
  const taken: Played[] = [];
  const floors: number[] = [];
  let before: number | null = null;
  for (let round = -1; round < rounds; round += 1) {
    await threads.text(thread);
    const played = await playTurn(threads.worker, modelCalls);
    let floor = 0;
    for (const _ of played.calls) floor += await threads.floor();
    // The first is not counted: it warms up.
    if (round < 0) {
      before = threads.processorMs();
      continue;
    }
    taken.push(played);
    floors.push(floor);
  }
  const used = threads.processorMs();
  const processorMs = used === null || before === null ? null : (used - before) / rounds;
  return summed(modelCalls, taken, floors, processorMs);
}

/** One turn of each length, round for round, so that what the machine does meanwhile befalls all. */
async function takeTurnsInTurn(
  threads: Threads,
  lengths: readonly number[],
  rounds: number,
): Promise<Taken[]> {
  const taken: Played[][] = lengths.map(() => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [nth, turns] of taken.entries()) {
      await threads.text(nth);
      const played = await playTurn(threads.worker, 1);
      if (round >= 0) turns.push(played);
    }
  }
  return taken.map((turns) =>
    summed(
      1,
      turns,
      turns.map(() => 1),
    ),
  );
}

function summed(
  modelCalls: number,
  taken: Played[],
  floors: number[],
  processorMs: number | null = null,
): Taken {
  const last = taken.at(-1);
  if (last === undefined) throw new Error("no turn was taken");
  const spent = new Map<string, number[]>();
  for (const name of ["claim", "step", "finish"] as const) {
    spent.set(
      name,
      taken.map((turn) => msOf(turn, name)),
    );
  }
  const totals = taken.map((turn) => turn.calls.reduce((sum, call) => sum + call.ms, 0));
  return {
    modelCalls,
    roundTrips: Math.max(...taken.map((turn) => turn.calls.length)),
    spent,
    total: relate(floors, totals),
    processorMs,
    claim: spent.get("claim") ?? [],
    last,
  };
}

function msOf({ calls }: Played, name: string): number {
  return calls.filter((call) => call.name === name).reduce((sum, call) => sum + call.ms, 0);
}

function middle(values: readonly number[]): number {
  return relate(values, values).baseline;
}

function charactersSent(request: MessagesRequest | undefined): number {
  return JSON.stringify(request).length;
}

function tokens(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}

function turnTable(byCalls: Taken[]): Table {
  return {
    title: "A turn of the Concierge",
    columns: [
      "model calls",
      "round trips",
      "claim",
      "steps",
      "finish",
      "all",
      "floor",
      "ratio",
      "processor time",
    ],
    rows: byCalls.map(({ modelCalls, roundTrips, spent, total, processorMs }) => [
      String(modelCalls),
      String(roundTrips),
      ...[...spent.values()].map((ms) => milliseconds(middle(ms))),
      milliseconds(total.measured),
      milliseconds(total.baseline),
      times(total.ratio),
      processorMs === null ? "not known here" : milliseconds(processorMs),
    ]),
  };
}

function contextTable(lengths: readonly number[], sizes: number[], byLength: Taken[]): Table {
  const first = byLength[0]?.claim ?? [];
  return {
    title: "What a model is sent as a conversation grows",
    columns: ["messages", "characters", "tokens", "ratio to 50 messages", "claim", "ratio to 10"],
    rows: lengths.map((length, nth) => {
      const claim = byLength[nth]?.claim ?? [];
      return [
        count(length),
        count(sizes[nth] ?? 0),
        count(tokens(sizes[nth] ?? 0)),
        times((sizes[nth] ?? 0) / (sizes[FLAT_AFTER] ?? 0)),
        milliseconds(middle(claim)),
        times(relate(first, claim).ratio),
      ];
    }),
  };
}

/** Of a thread of fifty messages; what is cached is the prompt and the tools, which never change. */
async function costTable(threads: Threads, byCalls: Taken[]): Promise<Table> {
  const rows: string[][] = [];
  for (const model of await threads.models()) {
    const costs: string[] = [];
    for (const { last } of byCalls) {
      costs.push(dollars(await costOf(threads, model, last.requests, false)));
      costs.push(dollars(await costOf(threads, model, last.requests, true)));
    }
    rows.push([model, ...costs]);
  }
  return {
    title: "What a thousand turns cost, by private.model_prices",
    columns: ["model", ...byCalls.flatMap(({ modelCalls }) => costColumns(modelCalls))],
    rows,
  };
}

function costColumns(modelCalls: number): string[] {
  const calls = modelCalls === 1 ? "1 call" : `${modelCalls} calls`;
  return [`${calls}, nothing cached yet`, `${calls}, prompt cached`];
}

/** USD of one turn; null when one of its calls has no price. */
async function costOf(
  threads: Threads,
  model: string,
  requests: MessagesRequest[],
  warm: boolean,
): Promise<number | null> {
  let sum = 0;
  for (const [nth, request] of requests.entries()) {
    const stable = tokens(JSON.stringify([request.tools, stablePrompt(request)]).length);
    const isCached = warm || nth > 0;
    const usd = await threads.priceOf(model, {
      input: tokens(charactersSent(request)) - stable,
      output: OUTPUT_TOKENS,
      cacheRead: isCached ? stable : 0,
      cacheWrite: isCached ? 0 : stable,
    });
    if (usd === null) return null;
    sum += usd;
  }
  return sum;
}

function stablePrompt({ system }: MessagesRequest): unknown {
  return typeof system === "string" ? system : system?.[0];
}

function dollars(usd: number | null): string {
  return usd === null ? "no price" : `$${(usd * 1_000).toFixed(2)}`;
}

function roundTrips(byCalls: Taken[]): Goal {
  return {
    what: "round trips a turn ≤ 1 + model calls",
    measured: byCalls.map((one) => `${one.roundTrips} of ${one.modelCalls}`).join(", "),
    met: byCalls.every((one) => one.roundTrips <= 1 + one.modelCalls),
  };
}

function databaseTime(byCalls: Taken[]): Goal {
  const above = ({ total }: Taken) => total.measured - total.baseline;
  return {
    what: `database time a turn ≤ ${DATABASE_MS_MAX} ms, without reads that the model asked for`,
    measured: byCalls
      .map((one) => `${milliseconds(above(one))} above the floor at ${one.modelCalls} model calls`)
      .join(", "),
    met: byCalls.every((one) => above(one) <= DATABASE_MS_MAX),
  };
}

function flatContext(lengths: readonly number[], sizes: number[]): Goal {
  const grown = (sizes.at(-1) ?? 0) / (sizes[FLAT_AFTER] ?? 0);
  return {
    what: `a turn's context is flat after ${lengths[FLAT_AFTER]} messages: ≤ ${GROWTH_MAX}×`,
    measured: `${times(grown)} at ${count(lengths.at(-1) ?? 0)}`,
    met: grown <= GROWTH_MAX,
  };
}
