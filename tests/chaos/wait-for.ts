import { setTimeout as sleep } from "node:timers/promises";

/** Looks again every so often until there is something; undefined when there was nothing in time. */
export async function waitFor<Value>(
  msMax: number,
  everyMs: number,
  look: () => Promise<Value | undefined>,
): Promise<Value | undefined> {
  const end = performance.now() + msMax;
  for (;;) {
    const found = await look();
    if (found !== undefined || performance.now() > end) return found;
    await sleep(everyMs);
  }
}
