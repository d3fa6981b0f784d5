import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { StopMode } from "../../local/postgres/server.ts";
import type { Stack } from "../../local/stack.ts";
import type { Database } from "./database.ts";
import type { Dice } from "./dice.ts";
import type { CarrierFault, Disturbance, EngineAct } from "./plan.ts";
import {
  carrierPosts,
  carrierStruck,
  killIsolate,
  modelCalls,
  planFault,
  runningIsolates,
} from "./stand-ins.ts";
import { waitFor } from "./wait-for.ts";

/** How long somebody to kill in the middle of a turn is waited for. */
const VICTIM_MS_MAX = 6_000;
const LOOK_MS = 20;
/** The carrier's log is long. */
const LOOK_AT_POSTS_MS = 200;
/** So long a model thinks, or a carrier, while its caller is killed. */
const THINKING_MS = 1_500;
const SLOW_MS = 1_000;
const LATE_MS = 3_000;
/** Somebody always thinks while isolates come to their end: each thought ends before its deadline. */
const HOLD_MS = 5_000;
const HOLD_EVERY_MS = 4_000;
const HOLD_LIVES = 2;
const AGENTS = ["bouncer", "concierge"] as const;
/** Conversations that somebody answers themselves, and functions that are paused, for so long. */
const TAKEN_OVER = 5;
const PAUSED = ["bouncer", "concierge", "sms-sender"] as const;
const PAUSED_MS = 1_500;

export interface Disturbed {
  /** How often each was done to the engine. */
  done: Partial<Record<EngineAct, number>>;
  /** When the last of them was, in milliseconds since 1970. */
  lastAt: number;
  /** Of before the restarts: a crash forgets the count. */
  deadlocks: number;
}

export interface Disturber {
  /** Begins it; what is done to the engine is done one after the other. */
  begin(disturbance: Disturbance): void;
  /** Resolves when all that was begun is done. Throws what one of them threw. */
  over(): Promise<Disturbed>;
}

export function disturber(
  stack: Stack,
  database: Database,
  dice: Dice,
  wallClockSeconds: number,
): Disturber {
  const { CARRIER_URL: carrier, MODEL_URL: model } = stack.values;
  const disturbed: Disturbed = { done: {}, lastAt: 0, deadlocks: 0 };
  const armed: Partial<Record<CarrierFault, number>> = {};
  let planning = planFault(carrier, { slowMs: SLOW_MS, lateMs: LATE_MS });
  let acting: Promise<unknown> = Promise.resolve();
  let holding: Promise<unknown> = Promise.resolve();

  const acts: Record<EngineAct, () => Promise<boolean>> = {
    killAgent,
    killSender,
    killWebhook: () => killWorking(["twilio-webhook"]),
    retireAgent,
    restartFast: () => restart("fast"),
    restartImmediate: () => restart("immediate"),
    takeOver,
    pauseFunction,
  };
  return {
    begin(disturbance) {
      if (disturbance.on === "engine") {
        acting = acting.then(() => act(disturbance.act));
        // Whoever waits for `over` hears of it.
        acting.catch(() => {});
      } else {
        planning = planning.then(() => plan(disturbance));
        planning.catch(() => {});
      }
    },
    async over() {
      await planning;
      await acting;
      await holding;
      return disturbed;
    },
  };

  async function plan(disturbance: Exclude<Disturbance, { on: "engine" }>): Promise<unknown> {
    if (disturbance.on === "model") {
      return planFault(model, { kind: disturbance.fault, count: disturbance.times });
    }
    return armCarrier(disturbance.fault);
  }

  /** One more than are still to strike: the carrier's rule replaces the one it has. */
  async function armCarrier(fault: CarrierFault): Promise<unknown> {
    armed[fault] = (armed[fault] ?? 0) + 1;
    const struck = (await carrierStruck(carrier))[fault] ?? 0;
    // It may strike between the two: then once more than was planned.
    return planFault(carrier, { [fault]: Math.max(1, armed[fault] - struck) });
  }

  async function act(name: EngineAct): Promise<void> {
    if (!(await acts[name]())) return;
    disturbed.done[name] = (disturbed.done[name] ?? 0) + 1;
    disturbed.lastAt = Date.now();
  }

  /** Kills who waits for the model: the call is in the model's log, and open. */
  async function killAgent(): Promise<boolean> {
    const after = (await modelCalls(model)).at(-1)?.number ?? 0;
    await planFault(model, { kind: "delay", delay_ms: THINKING_MS });
    const call = await waitFor(VICTIM_MS_MAX, LOOK_MS, async () =>
      (await modelCalls(model, after)).find(
        (one) => one.outcome === "delay" && one.ended_at === null,
      ),
    );
    return call?.role != null && killWorking([call.role]);
  }

  /** Kills who waits for the carrier's answer, or, as often, who only holds a lane. */
  async function killSender(): Promise<boolean> {
    if (dice.percent(50)) {
      await armCarrier("slow");
      await waitFor(VICTIM_MS_MAX, LOOK_AT_POSTS_MS, async () =>
        (await carrierPosts(carrier)).find((one) => one.decidedAt === null),
      );
    } else {
      await waitFor(VICTIM_MS_MAX, LOOK_MS, async () => {
        const [lease] = await database.patiently(
          (sql) => sql`select from private.leases where function_name = 'sms-sender' limit 1`,
        );
        return lease;
      });
    }
    return killWorking(["sms-sender"]);
  }

  /** Keeps agents thinking until an isolate is retired in mid-turn, or lives and lives have passed. */
  async function retireAgent(): Promise<boolean> {
    holding = Promise.all([holding, hold()]);
    holding.catch(() => {});
    // Whether it struck is in the functions' log.
    return false;
  }

  async function hold(): Promise<void> {
    const before = countRetired(stack);
    const end = performance.now() + HOLD_LIVES * wallClockSeconds * 1000;
    while (performance.now() < end && countRetired(stack) === before) {
      for (const role of AGENTS) await planFault(model, { kind: "delay", delay_ms: HOLD_MS, role });
      await sleep(HOLD_EVERY_MS);
    }
  }

  async function killWorking(functions: string[]): Promise<boolean> {
    const working = await waitFor(VICTIM_MS_MAX, LOOK_MS, async () => {
      const [first, ...rest] = (await runningIsolates(stack.runtimeUrl)).filter(
        (one) => functions.includes(one.function) && one.open + one.waiting > 0,
      );
      return first === undefined ? undefined : dice.pick([first, ...rest]);
    });
    return working !== undefined && killIsolate(stack.runtimeUrl, working.id);
  }

  /** Somebody answers in some conversations themselves, and gives them back, all at once. */
  async function takeOver(): Promise<boolean> {
    const taken = await database.patiently(
      (sql) => sql`update public.conversations set status = 'paused' where id in (
        select id from public.conversations where status = 'active' order by random()
        limit ${TAKEN_OVER}) returning id`,
    );
    await sleep(PAUSED_MS);
    await database.patiently(
      (sql) => sql`update public.conversations set status = 'active' where status = 'paused'`,
    );
    return taken.length > 0;
  }

  async function pauseFunction(): Promise<boolean> {
    const name = dice.pick(PAUSED);
    await database.patiently((sql) => sql`select worker.pause_function(${name}, 'chaos')`);
    await sleep(PAUSED_MS);
    await database.patiently((sql) => sql`select worker.resume_function(${name})`);
    return true;
  }

  async function restart(mode: StopMode): Promise<boolean> {
    if (mode === "immediate") disturbed.deadlocks += await countDeadlocks(database);
    await stack.restartPostgres(mode);
    return true;
  }
}

/** Of the server's own count, which a crash empties. */
export async function countDeadlocks(database: Database): Promise<number> {
  const [row] = await database.patiently(
    (sql) =>
      sql`select deadlocks::integer from pg_stat_database where datname = current_database()`,
  );
  return z.number().parse(row?.deadlocks);
}

/** How often an isolate that was retired has given leases back, as the functions' log has it. */
export function countRetired({ logFolder }: Stack): number {
  return (
    readFileSync(join(logFolder, "functions.log"), "utf8").split('"leases_given_back"').length - 1
  );
}
