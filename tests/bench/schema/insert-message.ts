import type { Sql } from "postgres";
import { compare } from "../compare.ts";
import type { Line } from "./lines.ts";

const ROWS_A_ROUND = 200;

const DIRECTIONS = {
  inbound: ["user", "received"],
  outbound: ["concierge", "pending"],
} as const;

/**
 * The bare tables hold the same rows. One has the same indexes, the other its primary key alone;
 * none has a trigger, a check or a foreign key.
 */
const BARE_TABLES = `
  create table bench.bare (like public.messages including defaults);
  insert into bench.bare select * from public.messages;
  create table bench.barest (like public.messages including defaults);
  insert into bench.barest select * from public.messages;
  alter table bench.barest add primary key (id);
  do $$
  declare
    definition text;
  begin
    for definition in
      select replace(i.indexdef, ' ON public.messages ', ' ON bench.bare ')
      from pg_catalog.pg_indexes i where i.schemaname = 'public' and i.tablename = 'messages'
    loop
      execute definition;
    end loop;
  end $$;
  analyze bench.bare, bench.barest;
  create table bench.bare_tasks (like public.agent_tasks including defaults including indexes);
  insert into bench.bare_tasks select * from public.agent_tasks;
  analyze bench.bare_tasks;
  create sequence bench.inserted;
  grant usage on sequence bench.inserted to service_role;
  grant insert on bench.bare, bench.barest, bench.bare_tasks to service_role`;

/** What a text out leaves besides itself: the task that will send it. */
const BARE_TASK = `
        insert into bench.bare_tasks (tenant_id, task_type, agent_type, user_id, context_id,
          context_type, scheduled_for, priority, max_retries, context_json, created_by, lane_key,
          arrival, seq)
        values (bench.tenant(thread), 'send_sms', 'system', bench.id('user', thread),
          bench.id('thread', thread), 'message', now(), 'high', 5, '{}', 'concierge',
          'send:' || bench.id('thread', thread), nth, nth);`;

/** Inserting a message with all it causes, each in a transaction of its own, against bare rows. */
export async function compareInserts(sql: Sql, rounds: number): Promise<Line[]> {
  await sql.unsafe(BARE_TABLES).simple();
  // Each row of a round goes to a thread of its own, as far as there are so many.
  const [there] = await sql<[{ threads: number }]>`
    select least(count(distinct thread), ${ROWS_A_ROUND})::integer as threads from bench.texts`;
  const lines: Line[] = [];
  for (const [direction, [role, status]] of Object.entries(DIRECTIONS)) {
    const insert = async (table: string, besides = "") => {
      const name = `insert_${direction}_${table.replace(".", "_")}${besides && "_and_task"}`;
      await sql.unsafe(insertLoop(name, table, { ...there, direction, role, status, besides }));
      return () => runInserts(sql, name);
    };
    const whole = await insert("public.messages");
    const bare = await insert("bench.bare");
    const barest = await insert("bench.barest");
    lines.push(
      { what: `${direction}, to the same indexes`, comparison: await compare(bare, whole, rounds) },
      {
        what: `${direction}, to a primary key alone`,
        comparison: await compare(barest, whole, rounds),
      },
    );
    if (direction === "outbound") {
      const both = await insert("bench.bare", BARE_TASK);
      lines.push({
        what: "outbound, to the two rows it leaves, bare",
        comparison: await compare(both, whole, rounds),
      });
    }
  }
  return lines;
}

interface Kind {
  threads: number;
  direction: string;
  role: string;
  status: string;
  /** What else is inserted with each. */
  besides: string;
}

/** A procedure that inserts rows and commits each: inside plpgsql the insert is a prepared one. */
function insertLoop(
  name: string,
  table: string,
  { threads, direction, role, status, besides }: Kind,
): string {
  return `
    create procedure bench.${name}(times integer, inout us double precision default 0)
    language plpgsql as $loop$
    declare
      began timestamptz := clock_timestamp();
      thread bigint;
      nth bigint;
    begin
      for i in 1..times loop
        nth := nextval('bench.inserted');
        thread := nth % ${threads};
        insert into ${table}
          (tenant_id, conversation_id, user_id, position, role, direction, content, status,
           twilio_message_sid, screen)
        values (bench.tenant(thread), bench.id('thread', thread), bench.id('user', thread),
          1000000 + nth, '${role}', '${direction}',
          'The regatta starts at nine, and the dock opens an hour before.', '${status}',
          case '${direction}' when 'inbound' then bench.sid('${name}', thread, nth) end,
          case '${direction}' when 'inbound'
            then '{"version": "bench", "severity": "none"}'::jsonb end);${besides}
        commit;
      end loop;
      us := extract(epoch from clock_timestamp() - began) * 1000000 / times;
    end
    $loop$`;
}

async function runInserts(sql: Sql, name: string): Promise<number> {
  await sql`set role service_role`;
  const [row] = await sql.unsafe<[{ us: number }]>(`call bench.${name}(${ROWS_A_ROUND})`).simple();
  await sql`reset role`;
  return Number(row.us);
}
