import type { BenchOptions, Listener } from "../bench.ts";
import { FULL, measureAdding, measureDrain, measureLatency, type Sizes, SMALL } from "./measure.ts";
import type { System, Way } from "./system.ts";

/** One way of draining with the number of workers that was best in the first round. */
export interface DrainRounds {
  system: string;
  ordered: boolean;
  way: Way;
  /** Jobs a second, a round each. */
  rates: number[];
  violations: number;
}

export interface AddingRounds {
  system: string;
  what: string;
  rates: number[];
}

export interface WaitingRounds {
  system: string;
  what: string;
  /** Milliseconds, of each round. */
  latencies: number[][];
}

export interface Rounds {
  drains: DrainRounds[];
  addings: AddingRounds[];
  waitings: WaitingRounds[];
}

/** Measures everything of all systems in turn, round for round. */
export async function measureRounds(
  systems: readonly System[],
  { iterations, small }: BenchOptions,
  { waiting }: Listener,
): Promise<Rounds> {
  const sizes = small ? SMALL : FULL;
  const rounds: Rounds = { drains: [], addings: [], waitings: [] };
  for (const system of systems) {
    waiting(`${system.name}: 1, 2 and 4 workers…`);
    rounds.drains.push(
      ...(await findBest(system, small ? firstOfEach(system.ways) : system.ways, sizes)),
    );
    const { name } = system;
    for (const { what } of system.addings) rounds.addings.push({ system: name, what, rates: [] });
    if (!system.ordered || name === "ours") {
      rounds.addings.push({ system: name, what: "a thousand a statement", rates: [] });
    }
    for (const { what } of system.waitings) {
      rounds.waitings.push({ system: name, what, latencies: [] });
    }
  }
  for (let round = 0; round < iterations; round += 1) {
    waiting(`Round ${round + 1} of ${iterations}…`);
    // Each goes first once in a while: what else the machine does meets all alike.
    const first = round % systems.length;
    for (const system of [...systems.slice(first), ...systems.slice(0, first)]) {
      await measureSystem(rounds, system, sizes);
    }
  }
  return rounds;
}

/** Warms up each way, and keeps of its numbers of workers the fastest. */
async function findBest(
  system: System,
  ways: readonly Way[],
  sizes: Sizes,
): Promise<DrainRounds[]> {
  const best = new Map<string, { way: Way; rate: number }>();
  let violations = 0;
  for (const way of ways) {
    const drained = await measureDrain(system, way, sizes);
    violations += drained.violations;
    const other = best.get(way.what);
    if (other === undefined || other.rate < drained.rate) {
      best.set(way.what, { way, rate: drained.rate });
    }
  }
  return [...best.values()].map(({ way }, nth) => ({
    system: system.name,
    ordered: system.ordered,
    way,
    rates: [],
    // Of all that were tried, noted once.
    violations: nth === 0 ? violations : 0,
  }));
}

/** Each way with one number of workers: where the numbers say nothing, none is best. */
function firstOfEach(ways: readonly Way[]): Way[] {
  return ways.filter(({ what }, nth) => nth === ways.findIndex((other) => other.what === what));
}

async function measureSystem(rounds: Rounds, system: System, sizes: Sizes): Promise<void> {
  const own = <One extends { system: string }>(all: One[]) =>
    all.filter((one) => one.system === system.name);
  const bulk: number[] = [];
  for (const drain of own(rounds.drains)) {
    const { rate, enqueued, violations } = await measureDrain(system, drain.way, sizes);
    drain.rates.push(rate);
    drain.violations += violations;
    bulk.push(enqueued);
  }
  for (const adding of own(rounds.addings)) {
    const one = system.addings.find(({ what }) => what === adding.what);
    if (one === undefined) adding.rates.push(...bulk);
    else adding.rates.push(await measureAdding(system, one, sizes.singles));
  }
  for (const waiting of own(rounds.waitings)) {
    const one = system.waitings.find(({ what }) => what === waiting.what);
    if (one !== undefined) {
      waiting.latencies.push(await measureLatency(system, one, sizes.samples));
    }
  }
}
