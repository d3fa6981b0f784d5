import { z } from "zod";
import { envNumber } from "../env.ts";
import { reasonOf } from "../errors.ts";
import { log } from "../log.ts";
import { onRetirement, waitUntil } from "../runtime.ts";
import { callWorker, type WorkerClient } from "./call.ts";
import { failedOutcome } from "./failed-outcome.ts";
import { Finisher } from "./finisher.ts";
import { sweepWhenSilent } from "./sweep-when-silent.ts";
import { claimAnswer, type Outcome, type Turn, turn as turnSchema } from "./turn.ts";

/**
 * After so many turns a drain hands over to a fresh isolate, which may come a second later. A turn
 * takes about 5 ms of processor here; a hosted isolate has 2 s (docs/decisions/0011).
 */
const TURNS_MAX = 120;
/** The largest debounce: what is due later than this is rung for again. */
const WAIT_MAX_MS = 6_000;
const WAIT_MIN_MS = 10;
/** A ring may come up to a second late (pg_net's batches): who lingers looks by itself meanwhile. */
const LOOK_EVERY_MS = 250;
const BEAT_EVERY_MS = 30_000;
/** How long a drain may run: an isolate's wall clock is 150 s on the free plan, 400 s on the paid,
 * and it is retired at half of that. */
const RUN_SECONDS_DEFAULT = 60;

export interface Worker {
  /** Its row in `private.functions`. */
  functionName: string;
  /** Lanes worked on at once in one isolate. */
  lanesMax: number;
  /** How long to wait for more work before the isolate is let go, in milliseconds. */
  lingerMs: number;
  /** Does one turn. `signal` fires when the lease is lost: what it would still do has no effect. */
  handle(turn: Turn, client: WorkerClient, signal: AbortSignal): Promise<Outcome>;
}

interface Work {
  lost: AbortController;
  done: Promise<void>;
}

/**
 * One drain an isolate: claims lanes, works on them side by side, finishes each, until nothing is
 * due. `wake` starts it, or tells the one that runs to look again.
 */
export class Drain {
  readonly #worker: Worker;
  readonly #work = new Map<string, Work>();
  readonly #finisher = new Finisher();
  #running: Promise<void> | undefined;
  #rung = false;
  /** Something has ended since the last claim looked: its lane may be due again. */
  #stirred = false;
  #hear: () => void = () => {};
  #retiring = false;
  #client: WorkerClient | undefined;
  #returned: Promise<void> = Promise.resolve();

  constructor(worker: Worker) {
    this.#worker = worker;
    onRetirement(() => this.#retire());
  }

  /** Resolves when the drain that this ring started, or found running, has ended. */
  wake(client: WorkerClient): Promise<void> {
    this.#rung = true;
    this.#client = client;
    this.#hear();
    // Read here, so that a setting that cannot be read refuses the ring.
    const seconds = envNumber("DRAIN_SECONDS", RUN_SECONDS_DEFAULT);
    this.#running ??= this.#run(client, Date.now() + seconds * 1000);
    return this.#running;
  }

  async #run(client: WorkerClient, until: number): Promise<void> {
    const beat = setInterval(() => void this.#beat(client), BEAT_EVERY_MS);
    try {
      await this.#claimUntil(client, until);
    } catch (cause) {
      log("error", "drain_failed", { function: this.#worker.functionName, ...reasonOf(cause) });
    }
    this.#stopClaiming(client);
    // Before the last turns are over: what is due need not wait for them. Unless they are all that
    // the function may do at once: then whoever is rung could claim nothing until they are.
    const rung = await this.#ringOn(client);
    const last = [...this.#work.values()].map((work) => work.done);
    await Promise.all(last);
    if (!rung && last.length > 0) await this.#ringOn(client);
    clearInterval(beat);
    // pg_cron's silence is made good by whoever comes by.
    await sweepWhenSilent(client);
  }

  /**
   * From here on a ring starts a drain of its own: the turns that are still in work may take long,
   * and an unanswered bell would swallow every ring that follows.
   */
  #stopClaiming(client: WorkerClient): void {
    this.#running = undefined;
    if (this.#rung && !this.#retiring) waitUntil(this.wake(client));
  }

  async #claimUntil(client: WorkerClient, until: number): Promise<void> {
    let turns = 0;
    let idleSince = Date.now();
    while (turns < TURNS_MAX && Date.now() < until && !this.#retiring) {
      if (this.#rung) {
        this.#rung = false;
        idleSince = Date.now();
        await this.#answerBell(client);
      }
      this.#stirred = false;
      const room = Math.min(this.#worker.lanesMax - this.#work.size, TURNS_MAX - turns);
      if (room === 0) {
        await this.#somethingEnds();
        continue;
      }
      const { started, nextDueMs } = await this.#claim(client, room);
      turns += started;
      if (started > 0) idleSince = Date.now();
      if (started === room) continue;
      const lingered = Date.now() - idleSince;
      if (nextDueMs === 0) {
        // Due, and not to be had: somebody holds its lane.
        await this.#quiet(LOOK_EVERY_MS);
      } else if (nextDueMs !== null && nextDueMs <= WAIT_MAX_MS) {
        await this.#quiet(Math.max(nextDueMs, WAIT_MIN_MS));
      } else if (this.#work.size > 0 || lingered < this.#worker.lingerMs) {
        await this.#quiet(lingered < this.#worker.lingerMs ? LOOK_EVERY_MS : WAIT_MAX_MS);
      } else if (!this.#rung) {
        return;
      }
    }
  }

  /** In its own commit before the claim: who rings after it is heard again. */
  async #answerBell(client: WorkerClient): Promise<void> {
    const args = { function_name: this.#worker.functionName };
    await callWorker(client, "answer_bell", args, z.unknown(), { repeatable: true });
  }

  async #claim(client: WorkerClient, room: number) {
    const args = { function_name: this.#worker.functionName, lanes_max: room };
    const answer = await callWorker(client, "claim", args, claimAnswer, { repeatable: false });
    if (this.#retiring) {
      await this.#giveBack(
        client,
        answer.turns.map((claimed) => claimed.lease),
      );
      return { started: 0, nextDueMs: null };
    }
    for (const claimed of answer.turns) {
      const lost = new AbortController();
      const done = this.#turn(client, claimed, lost.signal).finally(() => {
        this.#work.delete(claimed.lease);
        this.#stir();
      });
      this.#work.set(claimed.lease, { lost, done });
    }
    return { started: answer.turns.length, nextDueMs: answer.next_due_ms };
  }

  async #turn(
    client: WorkerClient,
    claimed: { lease: string },
    signal: AbortSignal,
  ): Promise<void> {
    // Also when the lease is lost: the end is refused then, but what the last model call cost is kept.
    const outcome = await this.#outcome(client, claimed, signal);
    // Given back first, or this end would count a try for a retirement. A turn that is done is kept.
    if (outcome.outcome !== "done") await this.#returned;
    try {
      const result = await this.#finisher.finish(client, { lease: claimed.lease, ...outcome });
      log(outcome.outcome === "done" ? "info" : "warn", "turn_ended", {
        function: this.#worker.functionName,
        lease: claimed.lease,
        outcome: outcome.outcome,
        result,
        reason: outcome.reason,
        code: outcome.error?.code,
      });
    } catch (cause) {
      // The lease runs out, and the sweep gives the lane to another drain.
      log("error", "turn_not_stored", { lease: claimed.lease, ...reasonOf(cause) });
    }
  }

  async #outcome(client: WorkerClient, claimed: { lease: string }, signal: AbortSignal) {
    const turn = turnSchema.safeParse(claimed);
    if (!turn.success) {
      const where = turn.error.issues[0]?.path.join(".") ?? "";
      return failedOutcome("context_unreadable", `another shape at ${where}`);
    }
    try {
      return await this.#worker.handle(turn.data, client, signal);
    } catch (cause) {
      const { code, detail } = reasonOf(cause);
      log("error", "handler_failed", { lease: claimed.lease, code, detail });
      return failedOutcome(code, detail);
    }
  }

  async #beat(client: WorkerClient): Promise<void> {
    const leases = [...this.#work.keys()];
    if (leases.length === 0) return;
    try {
      const ours = await callWorker(client, "beat", { leases }, z.array(z.uuid()), {
        repeatable: true,
      });
      const kept = new Set(ours);
      for (const lease of leases) {
        if (!kept.has(lease)) this.#work.get(lease)?.lost.abort();
      }
    } catch (cause) {
      // Not being able to beat is what leases are for: they outlast three beats.
      log("warn", "beat_failed", { leases: leases.length, ...reasonOf(cause) });
    }
  }

  #retire(): void {
    this.#retiring = true;
    for (const work of this.#work.values()) work.lost.abort();
    this.#stir();
    const leases = [...this.#work.keys()];
    if (this.#client === undefined) return;
    this.#returned = this.#giveBack(this.#client, leases);
    waitUntil(this.#returned);
  }

  async #giveBack(client: WorkerClient, leases: string[]): Promise<void> {
    if (leases.length === 0) return;
    try {
      await callWorker(client, "give_back", { leases }, z.number(), { repeatable: true });
      log("info", "leases_given_back", { leases: leases.length });
    } catch (cause) {
      log("warn", "give_back_failed", { leases: leases.length, ...reasonOf(cause) });
    }
  }

  /** What is due and will not be claimed here goes to another isolate. */
  async #ringOn(client: WorkerClient): Promise<boolean> {
    const args = { function_name: this.#worker.functionName };
    try {
      return await callWorker(client, "ring_on", args, z.boolean(), { repeatable: true });
    } catch (cause) {
      log("warn", "ring_on_failed", { function: this.#worker.functionName, ...reasonOf(cause) });
      return false;
    }
  }

  #somethingEnds(): Promise<unknown> {
    return Promise.race([...this.#work.values()].map((work) => work.done));
  }

  #stir(): void {
    this.#stirred = true;
    this.#hear();
  }

  /** Waits until a ring, the end of a turn, or `ms` milliseconds. */
  #quiet(ms: number): Promise<void> {
    if (this.#rung || this.#stirred) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#hear = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
