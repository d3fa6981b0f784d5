import { readFileSync } from "node:fs";
import { z } from "zod";
import { connect, type Explained, type Plans } from "../plan.ts";

const POPULATION = readFileSync(new URL("population.sql", import.meta.url), "utf8");

/**
 * What is asked, by its name: `n` is drawn anew each time, `members` is how many there are, and as
 * many prospects. Each answers with how many it found.
 */
export const QUESTIONS = Object.entries({
  "experts for a question": `select count(*) from
    private.expert_candidates(bench.question(n), now())`,
  "connectors, the company known": `select count(*) from public.prospects p,
    private.connectors_for(p) where p.id = bench.id('prospect', n / 10 * 10)`,
  "connectors, the company misspelt": `select count(*) from public.prospects p,
    private.connectors_for(p) where p.id = bench.id('prospect', n / 10 * 10 + 3)`,
  "an innovator's next ten": `select jsonb_array_length(private.matching_context(
      jsonb_populate_record(null::private.leases, '{}'),
      jsonb_populate_record(null::public.agent_tasks, jsonb_build_object(
        'task_type', 'match_intro_opportunities', 'user_id', i.user_id))) -> 'prospects') as count
    from public.innovators i where i.id = bench.id('innovator', n % greatest(members / 1000, 1))`,
  "whom a new colleague may know": `select count(*) from public.users u,
    private.touch_prospects(u) where u.id = bench.id('user', n)`,
});

const answer = z.tuple([z.object({ count: z.coerce.number() })]);

export interface Answer {
  /** Of one call, round trip included. */
  ms: number;
  found: number;
}

export interface Answered {
  ask(statement: string): Promise<Answer>;
  explain(statement: string): Promise<Plans>;
  close(): Promise<void>;
}

/** A database with so many members and as many prospects, asked over one connection. */
export async function openPopulation(url: string, members: number): Promise<Answered> {
  const explained = connect(url);
  await load(explained, members);
  const ask = async (statement: string) => {
    const drawn = statement
      .replaceAll(/\bn\b/g, String(Math.floor(Math.random() * members)))
      .replaceAll(/\bmembers\b/g, String(members));
    const began = performance.now();
    const rows = await explained.sql.unsafe(drawn);
    const ms = performance.now() - began;
    return { ms, found: answer.parse([...rows])[0].count };
  };
  return {
    ask,
    explain: (statement) => explained.explain(() => ask(statement)),
    close: () => explained.sql.end(),
  };
}

async function load({ sql }: Explained, members: number): Promise<void> {
  await sql.unsafe(POPULATION).simple();
  // What is loaded is whole by itself: the triggers would do it row by row.
  await sql`set session_replication_role = replica`;
  await sql`select bench.load_members(${members})`;
  await sql`select bench.load_prospects(${members})`;
  await sql`set session_replication_role = origin`;
  await sql`vacuum (analyze)`;
}
