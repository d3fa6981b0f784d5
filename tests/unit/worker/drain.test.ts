import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { Fault } from "../../../supabase/functions/_shared/errors.ts";
import { Drain, type Worker } from "../../../supabase/functions/_shared/worker/drain.ts";
import type { Outcome, Turn } from "../../../supabase/functions/_shared/worker/turn.ts";
import { aTurn, batches, FakeDatabase } from "./fake-database.ts";

const done: Outcome = {
  outcome: "done",
  actions: [],
  call: null,
  result: {},
  error: null,
  snooze_seconds: null,
  reason: null,
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "log").mockImplementation(() => {});
  vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function worker(handle: Worker["handle"] = async () => done): Worker {
  return { functionName: "sms-sender", lanesMax: 4, lingerMs: 0, handle };
}

/** Hears what a drain listens for; the answer tells it that its isolate is to end. */
function hearUnload(): () => void {
  const listeners: EventListener[] = [];
  vi.stubGlobal("addEventListener", (_type: string, listener: EventListener) => {
    listeners.push(listener);
  });
  return () => {
    for (const listener of listeners) listener(new Event("beforeunload"));
  };
}

async function settled(drain: Promise<void>, ms = 10_000): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await drain;
}

test("it answers the bell before it claims, and ends when nothing is due", async () => {
  const database = new FakeDatabase();
  await settled(new Drain(worker()).wake(database.client));
  expect(database.calls.map((call) => call.name)).toEqual([
    "answer_bell",
    "claim",
    "ring_on",
    "sweep_when_silent",
  ]);
});

test("what it claims it handles and finishes", async () => {
  const turns = [aTurn(), aTurn()];
  const database = new FakeDatabase({ claim: batches(turns) });
  await settled(new Drain(worker()).wake(database.client));
  const finished = database.named("finish").map((args) => JSON.stringify(args.turns));
  for (const turn of turns) {
    expect(finished.filter((one) => one.includes(turn.lease))).toHaveLength(1);
  }
});

test("a ring while it works makes it answer the bell and look again", async () => {
  const { promise: holding, resolve: release } = Promise.withResolvers<void>();
  const database = new FakeDatabase({ claim: batches([aTurn()], [], [aTurn()]) });
  const drain = new Drain(
    worker(async () => {
      await holding;
      return done;
    }),
  );
  const first = drain.wake(database.client);
  await vi.advanceTimersByTimeAsync(100);
  const second = drain.wake(database.client);
  await vi.advanceTimersByTimeAsync(100);
  expect(database.named("answer_bell")).toHaveLength(2);
  release();
  await settled(Promise.all([first, second]).then(() => {}));
  expect(database.named("finish")).toHaveLength(2);
});

test("what is due soon is waited for without another ring", async () => {
  const looks = [
    { turns: [], next_due_ms: 1_500 },
    { turns: [aTurn()], next_due_ms: null },
  ];
  const database = new FakeDatabase({
    claim: () => ({ body: looks.shift() ?? { turns: [], next_due_ms: null } }),
  });
  const drain = new Drain(worker()).wake(database.client);
  await vi.advanceTimersByTimeAsync(1_400);
  expect(database.named("claim")).toHaveLength(1);
  await settled(drain);
  expect(database.named("finish")).toHaveLength(1);
});

test("what is due much later is left to the sweep", async () => {
  const database = new FakeDatabase({
    claim: () => ({ body: { turns: [], next_due_ms: 60_000 } }),
  });
  await settled(new Drain(worker()).wake(database.client), 1_000);
  expect(database.named("claim")).toHaveLength(1);
});

test("a handler that throws ends its own turn as a retry, and no other", async () => {
  const [bad, good] = [aTurn(), aTurn()];
  const database = new FakeDatabase({ claim: batches([bad, good]) });
  const handle = async (turn: Turn) => {
    if (turn.lease === bad.lease) throw new TypeError("secret");
    return done;
  };
  await settled(new Drain(worker(handle)).wake(database.client));
  const ends = database.named("finish").flatMap((args) => args.turns);
  expect(ends).toContainEqual(
    expect.objectContaining({
      lease: bad.lease,
      outcome: "retry",
      error: { code: "handler_failed", message: "TypeError" },
    }),
  );
  expect(ends).toContainEqual(expect.objectContaining({ lease: good.lease, outcome: "done" }));
});

test("a turn of another shape is put back, and the others go on", async () => {
  const [bad, good] = [{ ...aTurn(), tasks: [] }, aTurn()];
  const database = new FakeDatabase({ claim: batches([bad, good]) });
  await settled(new Drain(worker()).wake(database.client));
  const ends = database.named("finish").flatMap((args) => args.turns);
  expect(ends).toContainEqual(expect.objectContaining({ lease: bad.lease, outcome: "retry" }));
  expect(ends).toContainEqual(expect.objectContaining({ lease: good.lease, outcome: "done" }));
});

test("work whose beat is refused is told to stop, and its end is told all the same, for its cost", async () => {
  const database = new FakeDatabase({
    claim: batches([aTurn()]),
    beat: () => ({ body: [] }),
  });
  let told = false;
  const handle = (_turn: Turn, _client: unknown, signal: AbortSignal) =>
    new Promise<Outcome>((resolve) => {
      signal.addEventListener("abort", () => {
        told = true;
        resolve(done);
      });
    });
  await settled(new Drain(worker(handle)).wake(database.client), 60_000);
  expect(told).toBe(true);
  expect(database.named("finish")).toHaveLength(1);
});

test("after a hundred and twenty turns it leaves the rest to another isolate", async () => {
  const database = new FakeDatabase({
    claim: (args) => ({
      body: {
        turns: Array.from({ length: Number(args.lanes_max) }, aTurn),
        next_due_ms: null,
      },
    }),
    ring_on: () => ({ body: true }),
  });
  await settled(new Drain(worker()).wake(database.client));
  expect(database.named("finish").flatMap((args) => args.turns)).toHaveLength(120);
  expect(database.named("ring_on")).toHaveLength(1);
});

test("it never holds more lanes than it works on at once", async () => {
  let working = 0;
  let most = 0;
  const database = new FakeDatabase({
    claim: (args) => ({
      body: { turns: Array.from({ length: Number(args.lanes_max) }, aTurn), next_due_ms: null },
    }),
  });
  const handle = async () => {
    working += 1;
    most = Math.max(most, working);
    await new Promise((resolve) => setTimeout(resolve, 100));
    working -= 1;
    return done;
  };
  await settled(new Drain(worker(handle)).wake(database.client), 60_000);
  expect(most).toBe(4);
});

test("when the database does not answer it ends, and the next ring starts it again", async () => {
  let broken = true;
  const database = new FakeDatabase({
    claim: () =>
      broken
        ? { status: 400, body: { code: "57P03" } }
        : { body: { turns: [], next_due_ms: null } },
  });
  const drain = new Drain(worker());
  await settled(drain.wake(database.client));
  broken = false;
  const before = database.named("claim").length;
  await settled(drain.wake(database.client));
  expect(database.named("claim").length).toBe(before + 1);
});

test("a retiring isolate gives its leases back and claims no more", async () => {
  const turn = aTurn();
  const database = new FakeDatabase({ claim: batches([turn]) });
  const handle = (_turn: Turn, _client: unknown, signal: AbortSignal) =>
    new Promise<Outcome>((resolve) => {
      signal.addEventListener("abort", () => resolve(done));
    });
  const retire = hearUnload();
  const drain = new Drain(worker(handle)).wake(database.client);
  await vi.advanceTimersByTimeAsync(50);
  const claims = database.named("claim").length;
  retire();
  await settled(drain);
  expect(database.named("give_back")).toEqual([{ leases: [turn.lease] }]);
  expect(database.named("claim")).toHaveLength(claims);
});

test("what a retiring isolate gives back is not finished before it is given back", async () => {
  const { promise: returned, resolve: answer } = Promise.withResolvers<{ body: number }>();
  const database = new FakeDatabase({ claim: batches([aTurn()]), give_back: () => returned });
  const handle = (_turn: Turn, _client: unknown, signal: AbortSignal) =>
    new Promise<Outcome>((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Fault("lease_lost")));
    });
  const retire = hearUnload();
  const drain = new Drain(worker(handle)).wake(database.client);
  await vi.advanceTimersByTimeAsync(50);
  retire();
  await vi.advanceTimersByTimeAsync(50);
  expect(database.named("give_back")).toHaveLength(1);
  expect(database.named("finish")).toHaveLength(0);
  answer({ body: 1 });
  await settled(drain);
  expect(database.named("finish")).toHaveLength(1);
});

test("a setting that cannot be read refuses the ring and calls nothing", async () => {
  vi.stubEnv("DRAIN_SECONDS", "60s");
  const database = new FakeDatabase();
  expect(() => new Drain(worker()).wake(database.client)).toThrow(Fault);
  vi.unstubAllEnvs();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(database.calls).toEqual([]);
});

test("what ends while an end is being stored is stored together, after it", async () => {
  const turns = [aTurn(), aTurn(), aTurn()];
  const { promise: storing, resolve: release } = Promise.withResolvers<void>();
  const database = new FakeDatabase({
    claim: batches(turns),
    finish: async (args) => {
      await storing;
      return {
        body: z
          .array(z.object({ lease: z.string() }))
          .parse(args.turns)
          .map(finished),
      };
    },
  });
  const drain = new Drain(worker()).wake(database.client);
  await vi.advanceTimersByTimeAsync(100);
  expect(leasesOf(database)).toEqual([[turns[0]?.lease]]);
  release();
  await settled(drain);
  expect(leasesOf(database)).toEqual([[turns[0]?.lease], [turns[1]?.lease, turns[2]?.lease]]);
});

test("an end that is held up does not hold up those after it", async () => {
  const [held, ...others] = [aTurn(), aTurn(), aTurn()];
  const { promise: storing, resolve: release } = Promise.withResolvers<void>();
  const stored: string[] = [];
  const database = new FakeDatabase({
    claim: batches([held, ...others]),
    finish: async (args) => {
      const ends = z.array(z.object({ lease: z.string() })).parse(args.turns);
      if (ends.some((end) => end.lease === held.lease)) await storing;
      stored.push(...ends.map((end) => end.lease));
      return { body: ends.map(finished) };
    },
  });
  const drain = new Drain(worker()).wake(database.client);
  await vi.advanceTimersByTimeAsync(300);
  expect(stored).toEqual(others.map((turn) => turn.lease));
  release();
  await settled(drain);
  expect(stored).toContain(held.lease);
});

test("who could ring for nobody while its last turns were in work rings when they are over", async () => {
  const { promise: holding, resolve: release } = Promise.withResolvers<void>();
  const answers = [false, true];
  vi.stubEnv("DRAIN_SECONDS", "1");
  const database = new FakeDatabase({
    claim: batches([aTurn()]),
    ring_on: () => ({ body: answers.shift() ?? false }),
  });
  const handle = async () => {
    await holding;
    return done;
  };
  const drain = new Drain(worker(handle)).wake(database.client);
  await vi.advanceTimersByTimeAsync(8_000);
  expect(database.named("ring_on")).toHaveLength(1);
  release();
  await settled(drain);
  expect(database.named("ring_on")).toHaveLength(2);
  vi.unstubAllEnvs();
});

test("an end that cannot be stored does not take those stored with it along", async () => {
  const [first, bad, good] = [aTurn(), aTurn(), aTurn()];
  const stored = new Set<string>();
  const database = new FakeDatabase({
    claim: batches([first, bad, good]),
    finish: (args) => {
      const ends = z.array(z.object({ lease: z.string() })).parse(args.turns);
      if (ends.some((end) => end.lease === bad.lease)) {
        return { status: 400, body: { code: "XX000", message: "broken" } };
      }
      for (const end of ends) stored.add(end.lease);
      return { body: ends.map(finished) };
    },
  });
  await settled(new Drain(worker()).wake(database.client));
  expect(stored).toEqual(new Set([first.lease, good.lease]));
});

function finished({ lease }: { lease: string }) {
  return { lease, result: "finished" };
}

/** Of each call of finish, the leases of the turns that it ended. */
function leasesOf(database: FakeDatabase): string[][] {
  const ended = z.array(z.object({ lease: z.string() }));
  return database.named("finish").map((args) => ended.parse(args.turns).map((end) => end.lease));
}

test("a ring while its last turns are still in work starts a drain of its own", async () => {
  vi.stubEnv("DRAIN_SECONDS", "1");
  const { promise: holding, resolve: release } = Promise.withResolvers<void>();
  const [slow, late] = [aTurn(), aTurn()];
  const waiting = [[slow]];
  const database = new FakeDatabase({
    claim: () => ({ body: { turns: waiting.shift() ?? [], next_due_ms: null } }),
  });
  const handle = async (turn: Turn) => {
    if (turn.lease === slow.lease) await holding;
    return done;
  };
  const drain = new Drain(worker(handle));
  const first = drain.wake(database.client);
  await vi.advanceTimersByTimeAsync(8_000);
  waiting.push([late]);
  const second = drain.wake(database.client);
  await vi.advanceTimersByTimeAsync(100);
  const ends = JSON.stringify(database.named("finish"));
  expect(ends).toContain(late.lease);
  expect(ends).not.toContain(slow.lease);
  release();
  await settled(Promise.all([first, second]).then(() => {}));
  vi.unstubAllEnvs();
});

test("a fault is kept with its code and detail, and nothing else is", async () => {
  const database = new FakeDatabase({ claim: batches([aTurn()]) });
  const handle = async () => {
    throw new Fault("config_missing", { detail: "PUBLIC_FUNCTIONS_URL is not set" });
  };
  await settled(new Drain(worker(handle)).wake(database.client));
  expect(database.named("finish")[0]?.turns).toMatchObject([
    { error: { code: "config_missing", message: "PUBLIC_FUNCTIONS_URL is not set" } },
  ]);
});
