import { readFileSync } from "node:fs";
import { connect, type Explained, type Plans } from "../plan.ts";

const POPULATION = readFileSync(new URL("population.sql", import.meta.url), "utf8");

export interface Size {
  prospects: number;
  members: number;
}

/** What is asked of a prospect, or of somebody new: `n` is drawn anew each time. */
export const QUESTIONS = {
  "connectors, the company known": `select count(*) from public.prospects p,
    private.connectors_for(p) where p.id = bench.id('prospect', n / 10 * 10)`,
  "connectors, the company misspelt": `select count(*) from public.prospects p,
    private.connectors_for(p) where p.id = bench.id('prospect', n / 10 * 10 + 3)`,
  "an innovator's next ten": `select private.matching_context(
      jsonb_populate_record(null::private.leases, '{}'),
      jsonb_populate_record(null::public.agent_tasks, jsonb_build_object(
        'task_type', 'match_intro_opportunities', 'user_id', i.user_id)))
    from public.innovators i where i.id = bench.id('innovator', n % innovators)`,
  "whom a new colleague may know": `select count(*) from public.users u,
    private.touch_prospects(u) where u.id = bench.id('user', n % members)`,
};
export type Question = keyof typeof QUESTIONS;

export interface Answered {
  /** Milliseconds of one call, each time, round trip included. */
  ask(question: Question, times: number): Promise<number[]>;
  explain(question: Question): Promise<Plans>;
  close(): Promise<void>;
}

/** A database with so many prospects and members. */
export async function openProspects(url: string, size: Size): Promise<Answered> {
  const explained = connect(url);
  await load(explained, size);
  const statement = (question: Question, nth: number) =>
    QUESTIONS[question]
      .replaceAll(/\bn\b/g, String(nth))
      .replaceAll(/\binnovators\)/g, `${Math.max(Math.floor(size.prospects / 1000), 1)})`)
      .replaceAll(/\bmembers\)/g, `${size.members})`);
  const draw = () => Math.floor(Math.random() * size.prospects);
  const askOnce = async (question: Question) => {
    const words = statement(question, draw());
    const began = performance.now();
    await explained.sql.unsafe(words);
    return performance.now() - began;
  };
  return {
    async ask(question, times) {
      const taken: number[] = [];
      for (let nth = 0; nth < times; nth += 1) taken.push(await askOnce(question));
      return taken;
    },
    explain: (question) =>
      explained.explain(() => explained.sql.unsafe(statement(question, draw()))),
    close: () => explained.sql.end(),
  };
}

async function load({ sql }: Explained, { prospects, members }: Size): Promise<void> {
  await sql.unsafe(POPULATION).simple();
  // What is loaded is whole by itself: the triggers would do it row by row.
  await sql`set session_replication_role = replica`;
  await sql`select bench.load_members(${members})`;
  await sql`select bench.load_prospects(${prospects}, ${members})`;
  await sql`set session_replication_role = origin`;
  await sql`vacuum (analyze)`;
}
