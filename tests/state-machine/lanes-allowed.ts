import type { Sql } from "postgres";
import { z } from "zod";
import type { LaneRow } from "./document.ts";

const found = z.array(
  z.object({ state: z.string(), due: z.string(), leaseToken: z.string(), pausedAt: z.string() }),
);

/**
 * Every combination of a lane's three columns that its checks allow, and what the watcher calls it:
 * each of the twelve is tried on an empty table with the same checks.
 */
export async function lanesAllowed(sql: Sql): Promise<LaneRow[]> {
  const rows = await sql.begin(async (tx) => {
    await tx.unsafe(TRY);
    return await tx`select * from allowed`;
  });
  return found.parse([...rows]);
}

const TRY = `
create temp table tried (like private.lanes including defaults including constraints)
  on commit drop;
create temp table allowed (state text, due text, "leaseToken" text, "pausedAt" text)
  on commit drop;
do $$
declare
  combination record;
begin
  for combination in
    select d.due, l.lease_token, p.paused_at, d.word as due_word, l.word as lease_word,
      p.word as paused_word
    from (values (null, 'null'), ('-infinity'::timestamptz, 'passed'), ('infinity', 'later'))
        d (due, word)
    cross join (values (null, 'null'), (gen_random_uuid(), 'set')) l (lease_token, word)
    cross join (values (null, 'null'), (now(), 'set')) p (paused_at, word)
  loop
    begin
      insert into tried
          (lane_key, tenant_id, function_name, priority, due, lease_token, paused_at, paused_reason)
        values ('one', gen_random_uuid(), 'bouncer', 1, combination.due, combination.lease_token,
          combination.paused_at, case when combination.paused_at is not null then 'why' end);
      insert into allowed values (
        watched.lane_state(combination.due, combination.lease_token, combination.paused_at),
        combination.due_word, combination.lease_word, combination.paused_word);
    exception when check_violation then
      null;
    end;
  end loop;
end
$$;
`;
