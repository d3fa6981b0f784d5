import { createServer } from "node:http";
import { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { startPart } from "../../../local/parts/start-part.ts";
import type { BenchOptions, Listener } from "../bench.ts";
import { claim, finish } from "../engine/claimer.ts";
import { connectWorker } from "../engine/connect.ts";
import { tellEvent } from "../engine/enqueue.ts";
import { clearEngine, FUNCTION, prepareEngine, setBatch } from "../engine/prepare.ts";

const PORTER = fileURLToPath(new URL("../../../local/porter/main.ts", import.meta.url));
/** pg_net pauses for a second after each batch: after this long it waits for the next. */
const IDLE_MS = 1_100;
const SUSTAINED_MS = 100;
const BATCH = 10;
const LANES = 4;
const START_MS_MAX = 10_000;

export interface BellLatencies {
  idle: number[];
  sustained: number[];
}

/**
 * How long a task waits that is announced as on a hosted project: by a ring through pg_net's
 * stand-in, to a listener in a function's place, which answers, claims and finishes.
 */
export async function measureBell(
  url: string,
  { small }: BenchOptions,
  { waiting }: Listener,
): Promise<BellLatencies> {
  const [idle, sustained] = small ? [2, 10] : [30, 200];
  const admin = postgres(url, { max: 1, onnotice() {} });
  const adder = connectWorker(url);
  const worker = connectWorker(url);
  await prepareEngine(admin, { tenants: 1, people: 100 });
  await setBatch(admin, BATCH);
  const starts = new Map<number, (at: number) => void>();
  const drain = async () => {
    await worker`select worker.answer_bell(${FUNCTION})`;
    for (;;) {
      const turns = await claim(worker, LANES);
      if (turns.length === 0) return;
      const at = performance.now();
      for (const { context } of turns.flatMap((turn) => turn.tasks)) starts.get(context.nth)?.(at);
      await finish(
        worker,
        turns.map((turn) => turn.lease),
      );
    }
  };
  let draining = Promise.resolve();
  const server = createServer((request, response) => {
    // As a function does: answers at once, works afterwards.
    request.resume();
    response.writeHead(202).end();
    draining = draining.then(drain);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  await admin`select vault.update_secret(id, ${`http://127.0.0.1:${port}`})
    from vault.decrypted_secrets where name = 'functions_url'`;
  const porter = await startPart({
    name: "porter",
    script: PORTER,
    config: { databaseUrl: url },
    label: "bench",
    log: new Writable({ write: (_chunk, _encoding, done) => done() }),
    onCrash() {},
  });
  const tell = (nth: number) => {
    const { promise, resolve } = Promise.withResolvers<number>();
    starts.set(nth, resolve);
    const began = performance.now();
    const late = sleep(START_MS_MAX, undefined, { ref: false }).then(() => {
      throw new Error(`a task was not started ${START_MS_MAX / 1000} s after its ring`);
    });
    const latency = tellEvent(adder, { lane: nth % 100, nth }).then(
      async () => (await Promise.race([promise, late])) - began,
    );
    return latency;
  };
  try {
    await clearEngine(admin);
    let nth = 0;
    // The first ring finds everything cold.
    await tell(nth);
    const found: BellLatencies = { idle: [], sustained: [] };
    waiting("By the bell…");
    while (found.idle.length < idle) {
      nth += 1;
      await sleep(IDLE_MS);
      found.idle.push(await tell(nth));
    }
    const told: Promise<number>[] = [];
    while (told.length < sustained) {
      nth += 1;
      told.push(tell(nth));
      await sleep(SUSTAINED_MS);
    }
    found.sustained.push(...(await Promise.all(told)));
    return found;
  } finally {
    await porter.stop();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await draining.catch(() => {});
    await Promise.all([admin.end(), adder.end(), worker.end()]);
  }
}
