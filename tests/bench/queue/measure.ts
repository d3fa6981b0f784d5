import { setTimeout as sleep } from "node:timers/promises";
import { jobs } from "../engine/enqueue.ts";
import { Order } from "./order.ts";
import type { Adding, System, Waiting, Way } from "./system.ts";

export interface Sizes {
  lanes: number;
  /** Jobs of each lane. */
  each: number;
  /** Enqueued one by one. */
  singles: number;
  /** Waited for one by one. */
  samples: number;
}

export const FULL: Sizes = { lanes: 500, each: 100, singles: 2_000, samples: 500 };
export const SMALL: Sizes = { lanes: 10, each: 20, singles: 20, samples: 10 };

export interface Drained {
  /** Jobs a second. */
  rate: number;
  /** Jobs a second that were enqueued before, a thousand a statement. */
  enqueued: number;
  violations: number;
}

/** Enqueues in bulk and works all of it off. */
export async function measureDrain(system: System, way: Way, sizes: Sizes): Promise<Drained> {
  const each = Math.max(1, Math.round(sizes.each * way.share));
  const all = jobs(sizes.lanes, each);
  await system.clear();
  const enqueuedIn = await timed(() => system.addMany(all));
  await system.analyze();
  const order = new Order();
  const took = await way.drain(all.length, order.started);
  if (order.count !== all.length) {
    throw new Error(`${system.name}: ${order.count} of ${all.length} jobs were started`);
  }
  return {
    rate: (all.length / took) * 1000,
    enqueued: (all.length / enqueuedIn) * 1000,
    violations: order.violations,
  };
}

/** Jobs a second that one client enqueues, one after the other. */
export async function measureAdding(system: System, adding: Adding, count: number) {
  await system.clear();
  const took = await timed(async () => {
    for (let nth = 0; nth < count; nth += 1) await adding.add({ lane: nth % 100, nth });
  });
  return (count / took) * 1000;
}

const WARM_UP = 0.1;
/** A job that is waited for and does not come is a failure of the bench. */
const START_MS_MAX = 10_000;

/** From just before a job is added until its handler starts, in milliseconds: one job at a time. */
export async function measureLatency(
  system: System,
  { add, wait }: Waiting,
  samples: number,
): Promise<number[]> {
  await system.clear();
  let start: (at: number) => void = () => {};
  const stop = await wait(() => start(performance.now()));
  const latencies: number[] = [];
  const warmUp = Math.ceil(samples * WARM_UP);
  try {
    for (let nth = 0; nth < samples + warmUp; nth += 1) {
      const { promise, resolve } = Promise.withResolvers<number>();
      start = resolve;
      const began = performance.now();
      await add({ lane: nth % 100, nth });
      const late = sleep(START_MS_MAX, undefined, { ref: false }).then(() => {
        throw new Error(`${system.name}: a job was not started in ${START_MS_MAX / 1000} s`);
      });
      const latency = (await Promise.race([promise, late])) - began;
      if (nth >= warmUp) latencies.push(latency);
    }
  } finally {
    await stop();
  }
  return latencies;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
