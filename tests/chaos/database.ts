import { setTimeout as sleep } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { deadline } from "../../local/deadline.ts";

const CONNECT_SECONDS_MAX = 5;
const ACT_MS_MAX = 20_000;
const PAUSE_MS = 100;
const PATIENCE_MS = 30_000;

/**
 * A database that goes away in between. Each act has a connection of its own: the driver's pool does
 * not survive one that is cut under it (https://github.com/porsager/postgres/issues/1208).
 */
export interface Database {
  /** Acts once, on one connection. */
  once<Value>(act: (sql: Sql) => Promise<Value>): Promise<Value>;
  /** Acts again while the server is away: only what may be done twice. */
  patiently<Value>(act: (sql: Sql) => Promise<Value>): Promise<Value>;
}

export function databaseAt(url: string): Database {
  const once = async <Value>(act: (sql: Sql) => Promise<Value>): Promise<Value> => {
    const sql = postgres(url, {
      max: 1,
      onnotice() {},
      fetch_types: false,
      connect_timeout: CONNECT_SECONDS_MAX,
      connection: { application_name: "chaos" },
    });
    try {
      return await deadline(act(sql), ACT_MS_MAX, "the database did not answer");
    } finally {
      await sql.end({ timeout: 0 });
    }
  };
  return {
    once,
    async patiently(act) {
      const end = performance.now() + PATIENCE_MS;
      for (;;) {
        try {
          return await once(act);
        } catch (error) {
          if (!isLost(error) || performance.now() > end) throw error;
        }
        await sleep(PAUSE_MS);
      }
    },
  };
}

/** Whether the connection was lost, and with it what became of the statement. */
export function isLost(error: unknown): boolean {
  if (!(error instanceof postgres.PostgresError)) return true;
  return /^(08|57P)/.test(error.code);
}
