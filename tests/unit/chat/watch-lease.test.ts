import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchLease } from "../../../supabase/functions/chat/watch-lease.ts";
import { FakeDatabase } from "../worker/fake-database.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A watch over a lease of which the database says this, look by look, and then nothing new. */
function watching(...looks: Array<{ held: boolean; stopped: boolean } | "down">) {
  let last: { held: boolean; stopped: boolean } | "down" = { held: true, stopped: false };
  const database = new FakeDatabase({
    watch_stream: () => {
      last = looks.shift() ?? last;
      return last === "down" ? { status: 400, body: {} } : { body: last };
    },
  });
  let silences = 0;
  const watch = watchLease(database.client, crypto.randomUUID(), () => {
    silences += 1;
  });
  const looked = () => database.named("watch_stream").length;
  return { watch, looked, silences: () => silences };
}

test("a Stop is seen within a second, and the lease is kept", async () => {
  const { watch } = watching({ held: true, stopped: false }, { held: true, stopped: true });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(watch.stop.aborted).toBe(true);
  expect(watch.lost.aborted).toBe(false);
  watch.end();
});

test("a lease that is somebody else's is lost", async () => {
  const { watch } = watching({ held: false, stopped: false });
  await vi.advanceTimersByTimeAsync(500);
  expect(watch.lost.aborted).toBe(true);
  watch.end();
});

test("a look that fails loses nothing", async () => {
  const { watch, looked } = watching("down", "down", { held: true, stopped: false });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(looked()).toBeGreaterThan(3);
  expect(watch.lost.aborted).toBe(false);
  watch.end();
});

test("whoever would take a silence for an end hears something four times a minute at least", async () => {
  const { watch, silences } = watching();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(silences()).toBeGreaterThanOrEqual(4);
  watch.end();
});

test("when the answer is whole nobody looks any more", async () => {
  const { watch, looked } = watching();
  await vi.advanceTimersByTimeAsync(1_000);
  watch.end();
  const before = looked();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(looked()).toBe(before);
});
