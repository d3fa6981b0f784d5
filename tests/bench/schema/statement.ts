import type { Sql } from "postgres";

/** Who asks, and in whose name they signed in. */
export interface Actor {
  role: "postgres" | "service_role" | "authenticated";
  /** The sign-in, as an SQL expression. */
  signIn?: string;
}

export interface Statement {
  as: Actor;
  /** What is timed, without its first word `select`; `n` counts from 0. */
  perform: string;
  /** What must be there first; it is not timed, and is rolled back with the rest. */
  before?: string;
  /** Runs in one round; 100 by default. */
  times?: number;
}

const TIMES = 100;
/** A slow statement is run fewer times. */
const ROUND_MS_MAX = 200;

/**
 * Puts a statement into a database as a loop that times itself. Inside plpgsql it is a prepared
 * statement, and neither the network nor the client is in the time.
 */
export async function prepare(sql: Sql, name: string, { perform }: Statement): Promise<void> {
  await sql.unsafe(`
    create function bench.${name}(times integer) returns double precision
    language plpgsql security invoker set search_path = '' as $loop$
    declare
      began timestamptz := clock_timestamp();
      n integer := 0;
    begin
      while n < times and clock_timestamp() < began + interval '${ROUND_MS_MAX} ms' loop
        perform ${perform};
        n := n + 1;
      end loop;
      return extract(epoch from clock_timestamp() - began) * 1000000 / n;
    end
    $loop$`);
}

/** Runs a prepared statement's loop in a transaction that is rolled back: microseconds a run. */
export async function run(
  sql: Sql,
  name: string,
  { as, before, times = TIMES }: Statement,
): Promise<number> {
  const signIn = as.signIn ?? "null::uuid";
  // What waits for the commit belongs to what a write costs, so it does not wait.
  const answers = await sql
    .unsafe<{ us: number }[][]>(
      `begin;
      set constraints all immediate;
      select set_config('request.jwt.' || c.name, c.value, true) from (values
        ('sub', (${signIn})::text), ('claim.sub', (${signIn})::text),
        ('claims', json_build_object('sub', ${signIn})::text)) c (name, value);
      set local role ${as.role};
      ${before ?? "select 1"};
      select bench.${name}(${times}) as us;
      rollback`,
    )
    .simple();
  const [us] = answers.flat().filter((row) => "us" in row);
  return us?.us ?? Number.NaN;
}
