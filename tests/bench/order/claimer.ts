import { setTimeout as sleep } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { claim, type End, finish, type Turn } from "../engine/claimer.ts";

export const CLAIMERS = 8;
export const APPLICATION_NAME = "bench claimer";
/** So short that a worker's silence is noticed within the run. */
export const LEASE_SECONDS = 1;
const LANES = 4;
const FINISHES_MAX = 10;
/** Of all claims, the share whose worker leaves without a word, or comes back too late. */
const WALKS_AWAY = 0.02;
const STALLS = 0.02;
const LOOK_EVERY_MS = 2;
/** What postgres.js says of a connection that was cut, and Postgres of one that it cuts. */
const CUT = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "ECONNRESET",
  "EPIPE",
  "57P01",
]);
const DEADLOCK = "40P01";
/** Longer than any call that is answered. */
const ANSWER_MS_MAX = 5_000;
const SILENT = Symbol("no answer");

/** What the claimers were told and what befell them. */
export interface Account {
  /** Tasks by id, and how often a finish that had them was answered with "finished". */
  acknowledged: Map<string, number>;
  /** Tasks that were handed out behind a later one of their batch. */
  misplaced: number;
  cut: number;
  walkedAway: number;
  stalled: number;
  late: number;
  deadlocks: number;
}

/** Claims and finishes until it is told to stop; it does not survive an error that is a defect. */
export async function runClaimer(
  url: string,
  random: () => number,
  account: Account,
  stopped: () => boolean,
): Promise<void> {
  const line = new Line(url, account);
  try {
    while (!stopped()) {
      const turns = (await line.call((sql) => claim(sql, LANES))) ?? [];
      if (turns.length === 0) {
        await sleep(LOOK_EVERY_MS);
        continue;
      }
      account.misplaced += turns.reduce((sum, turn) => sum + misplaced(turn), 0);
      const fate = random();
      if (fate < WALKS_AWAY) {
        account.walkedAway += 1;
        continue;
      }
      if (fate < WALKS_AWAY + STALLS) {
        account.stalled += 1;
        await sleep(LEASE_SECONDS * 1_500);
      }
      note(account, turns, await finishSurely(line, turns));
    }
  } finally {
    await line.end();
  }
}

function misplaced({ tasks }: Turn): number {
  return tasks.filter(({ context }, at) => context.nth <= (tasks[at - 1]?.context.nth ?? -1))
    .length;
}

/** A finish may be repeated until its answer arrives: the lease says whose it is. */
async function finishSurely(line: Line, turns: Turn[]): Promise<End[]> {
  const leases = turns.map((turn) => turn.lease);
  for (let attempt = 0; attempt < FINISHES_MAX; attempt += 1) {
    const ends = await line.call((sql) => finish(sql, leases));
    if (ends !== undefined) return ends;
  }
  return [];
}

/** A claimer's connection, which is cut now and then and made anew. */
class Line {
  readonly #url: string;
  readonly #account: Account;
  #sql: Sql;

  constructor(url: string, account: Account) {
    this.#url = url;
    this.#account = account;
    this.#sql = this.#connect();
  }

  /** Resolves to the answer, or to nothing when it was lost with the connection. */
  async call<Answer>(ask: (sql: Sql) => Promise<Answer>): Promise<Answer | undefined> {
    // Of a connection that is cut postgres.js may never say a word.
    const silence = new AbortController();
    const silent = sleep(ANSWER_MS_MAX, SILENT, { signal: silence.signal });
    silent.catch(() => {});
    try {
      const answer = await Promise.race([ask(this.#sql), silent]);
      if (answer !== SILENT) return answer;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (code === DEADLOCK) {
        this.#account.deadlocks += 1;
        return undefined;
      }
      if (!CUT.has(code)) throw error;
    } finally {
      silence.abort();
    }
    this.#account.cut += 1;
    const cut = this.#sql;
    this.#sql = this.#connect();
    await cut.end({ timeout: 0 });
    return undefined;
  }

  async end(): Promise<void> {
    await this.#sql.end({ timeout: 0 });
  }

  #connect(): Sql {
    const connection = { role: "service_role", application_name: APPLICATION_NAME };
    // Its own question about types would be nobody's to catch when it is cut
    // (https://github.com/porsager/postgres/issues/1208).
    return postgres(this.#url, { max: 1, onnotice() {}, fetch_types: false, connection });
  }
}

function note(account: Account, turns: Turn[], ends: End[]): void {
  for (const { lease, result } of ends) {
    if (result === "late") account.late += 1;
    if (result !== "finished") continue;
    for (const { id } of turns.find((turn) => turn.lease === lease)?.tasks ?? []) {
      account.acknowledged.set(id, (account.acknowledged.get(id) ?? 0) + 1);
    }
  }
}
