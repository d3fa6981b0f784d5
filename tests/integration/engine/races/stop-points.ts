import type { Sql, TransactionSql } from "postgres";
import { expect, vi } from "vitest";
import { z } from "zod";

/** Where the engine calls `private.stop_point`; a test may call it by a name of its own. */
export type StopPoint =
  | "claim.begun"
  | "claim.leased"
  | "claim.taken"
  | "budget.locked"
  | "finish.fenced"
  | "finish.applied"
  | "fail.counted"
  | "settle.locked"
  | "settle.looked"
  | "ring.heard"
  | "ring.sent"
  | "bell.answered"
  | "send.looked"
  | "sweep.fenced"
  | "receive.found"
  | "email.locked"
  | "status.found"
  | "settle.judged"
  | "cancel.locked"
  | "chat.stored"
  | "decide.locked"
  | "decide.let_go"
  | "test.committing";

/** What one session does, in a transaction of its own. */
export type Act<Answer> = (tx: TransactionSql) => Promise<Answer>;

/** At its stop point; waiting for a lock that another session holds; committed or refused. */
export type Standing = "stopped" | "waits" | "ended";

export interface Running<Answer> {
  /** Where it comes to rest. */
  standing(): Promise<Standing>;
  /** Lets it pass its stop point. */
  letGo(): Promise<void>;
  /** Lets it pass; its answer once it has committed. Throws what it was refused with. */
  end(): Promise<Answer>;
}

export interface StopPoints {
  /** Begins an act, which is to be stopped at `point`, and does not wait for it. */
  begin<Answer>(act: Act<Answer>, point?: StopPoint): Promise<Running<Answer>>;
  /** Begins an act; resolves when it stands at `point`. */
  stopAt<Answer>(point: StopPoint, act: Act<Answer>): Promise<Running<Answer>>;
  /** Begins an act; resolves when it waits for what another holds. */
  waits<Answer>(act: Act<Answer>): Promise<Running<Answer>>;
  /** Does an act to its end, whoever is stopped: its answer is the proof that it waits for nobody. */
  meanwhile<Answer>(act: Act<Answer>): Promise<Answer>;
  /** Lets everybody go on, also those that a failed test left behind. */
  letAllGo(): Promise<void>;
  /** Gives the keeper's connection back. */
  leave(): Promise<void>;
}

/** The first key of the advisory locks that are gates; the engine's own are hashes of its words. */
const GATES = 20_061_121;
/** So that an act that should not wait fails by itself. A deadlock is found after one second. */
const LOCK_TIMEOUT = "20s";
const REST_MS_MAX = 30_000;
const LOOK_EVERY_MS = 5;

/**
 * Acts run on connections of `acts`; what holds and watches them on those of `watch`.
 *
 * Puts a `private.stop_point` that waits in the place of the one that ships, in this database alone.
 * A gate is an advisory lock: one connection holds them all, and who is stopped waits for its own.
 */
export async function stopPoints(acts: Sql, watch: Sql): Promise<StopPoints> {
  await watch.unsafe(`create or replace function private.stop_point(name text) returns void
    language plpgsql security invoker set search_path = '' as $$
    begin
      if stop_point.name = current_setting('races.stop_at', true) then
        perform pg_advisory_xact_lock_shared(${GATES}, current_setting('races.gate')::integer);
      end if;
    end
    $$`);
  const keeper = await watch.reserve();
  const [kept] = await keeper`select pg_backend_pid() as pid`;
  const keeperPid = z.number().parse(kept?.pid);
  const shut = new Set<number>();
  const acting = new Set<number>();
  let gates = 0;

  async function open(gate: number): Promise<void> {
    if (shut.delete(gate)) await keeper`select pg_advisory_unlock(${GATES}, ${gate}::integer)`;
  }

  async function begin<Answer>(act: Act<Answer>, point?: StopPoint): Promise<Running<Answer>> {
    gates += 1;
    const gate = gates;
    await keeper`select pg_advisory_lock(${GATES}, ${gate}::integer)`;
    shut.add(gate);
    const { promise: begun, resolve } = Promise.withResolvers<number>();
    let over = false;
    const ended = acts
      .begin(async (tx) => {
        const [row] = await tx`select pg_backend_pid() as pid,
          set_config('races.stop_at', ${point ?? ""}, true),
          set_config('races.gate', ${String(gate)}, true),
          set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`;
        resolve(z.number().parse(row?.pid));
        return { answer: await act(tx) };
      })
      .finally(() => {
        over = true;
      });
    const pid = await Promise.race([begun, ended.then(() => begun)]);
    acting.add(pid);
    // Told by `end`; until somebody asks, a refusal is not an unhandled one.
    ended.finally(() => acting.delete(pid)).catch(() => {});
    return {
      standing: () =>
        vi.waitFor(
          async () => {
            if (over) return "ended";
            const [row] = await watch`select pg_blocking_pids(${pid}) as pids`;
            const blockers = z.array(z.number()).parse(row?.pids);
            if (blockers.includes(keeperPid)) return "stopped";
            // Not for a vacuum, which goes by.
            if (blockers.some((other) => acting.has(other))) return "waits";
            throw new Error("it is still running");
          },
          { timeout: REST_MS_MAX, interval: LOOK_EVERY_MS },
        ),
      letGo: () => open(gate),
      end: async () => {
        await open(gate);
        return (await ended).answer;
      },
    };
  }

  async function beginUntil<Answer>(wanted: Standing, act: Act<Answer>, point?: StopPoint) {
    const running = await begin(act, point);
    const standing = await running.standing();
    // What it was refused with says more than that it ended.
    if (standing === "ended" && wanted !== "ended") await running.end();
    expect(standing).toBe(wanted);
    return running;
  }

  async function letAllGo(): Promise<void> {
    for (const gate of shut) await open(gate);
  }

  return {
    begin,
    stopAt: (point, act) => beginUntil("stopped", act, point),
    waits: (act) => beginUntil("waits", act),
    meanwhile: async (act) => (await beginUntil("ended", act)).end(),
    letAllGo,
    leave: async () => {
      await letAllGo();
      keeper.release();
    },
  };
}
