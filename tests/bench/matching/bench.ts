import { readFileSync } from "node:fs";
import type { Bench, Goal, Table } from "../bench.ts";
import { median, percentile } from "../percentile.ts";
import { connect, type Explained, type Plans } from "../plan.ts";
import { withServer } from "../server.ts";
import { count, milliseconds, times } from "../text.ts";

const EXPERTS = readFileSync(new URL("experts.sql", import.meta.url), "utf8");
const FULL = { people: 100_000, questions: 100 };
const SMALL = { people: 200, questions: 5 };
const TEN_TIMES = 10;
const GOAL = 1.5;
const WARM_UP = 5;

export const matching: Bench = {
  name: "matching",
  about: "experts for a question, among a hundred thousand members and ten times as many",
  run: (options, { waiting }) =>
    withServer(options, async ({ make }) => {
      const { people, questions } = options.small ? SMALL : FULL;
      const open: Explained[] = [];
      try {
        const load = async (name: string, members: number) => {
          waiting(`Loading ${count(members)} members…`);
          const one = connect(await make(name));
          open.push(one);
          await one.sql.unsafe(EXPERTS).simple();
          await one.sql`select bench.load_experts(${members})`;
          await one.sql`vacuum (analyze)`;
          return one;
        };
        const few = await load("bench_experts", people);
        const many = await load("bench_experts_more", people * TEN_TIMES);
        const spent = { few: [] as number[], many: [] as number[] };
        for (let round = 0; round < options.iterations; round += 1) {
          waiting(`Round ${round + 1} of ${options.iterations}…`);
          // In turn, so that what disturbs one disturbs the other.
          for (let nth = 1 - WARM_UP; nth <= questions; nth += 1) {
            const [one, other] = [await choose(few, nth), await choose(many, nth)];
            if (nth < 1) continue;
            spent.few.push(one);
            spent.many.push(other);
          }
        }
        const plans = await many.explain(() => choose(many, 1));
        return {
          title: "Matching",
          method: [
            `Experts for a question among ${count(people)} members of one tenant, each with three topics: one that half of all have, one of forty, one of a thousand. A question asks for one of each. The time is that of private.expert_candidates, round trip included: everybody who may be asked, scored, with what each component brought. The same questions are put to ${count(people * TEN_TIMES)} members, in turn.`,
            "The plans are of all that its functions ran, in the larger of the two. Of a word the index has the best in their order, and no more of them are read than private.settings says, so that a word that everybody knows costs no more than a rare one.",
          ],
          tables: [timesTable(people, spent), planTable(plans)],
          goals: [goalOf(people, spent), goalOfPlan(plans)],
        };
      } finally {
        for (const { sql } of open) await sql.end();
      }
    }),
};

interface Spent {
  few: number[];
  many: number[];
}

/** Milliseconds in which the experts of one question are found. */
async function choose({ sql }: Explained, nth: number): Promise<number> {
  const began = performance.now();
  const rows = await sql`
    select c.user_id, c.score from private.expert_candidates(bench.question(${Math.abs(nth)}), now()) c
    limit 9`;
  const spent = performance.now() - began;
  // A number from nobody would say nothing.
  if (rows.length === 0) throw new Error("no expert was found");
  return spent;
}

function timesTable(people: number, { few, many }: Spent): Table {
  const row = (members: number, spent: number[]) => [
    count(members),
    milliseconds(median(spent)),
    milliseconds(percentile(spent, 0.95)),
  ];
  return {
    title: "Experts for a question",
    columns: ["members", "p50", "p95"],
    rows: [row(people, few), row(people * TEN_TIMES, many)],
  };
}

function planTable({ flags, indexes, pages }: Plans): Table {
  return {
    title: "By which plans, among the many",
    columns: ["reads that grow", "indexes", "pages"],
    rows: [[flags.join(", ") || "none", indexes.join(", "), count(pages)]],
  };
}

function goalOf(people: number, { few, many }: Spent): Goal {
  const [one, other] = [median(few), median(many)];
  return {
    what: `experts for a question ≤ ${GOAL}× at ${TEN_TIMES} times ${count(people)} members`,
    measured: `${times(other / one)}: ${milliseconds(other)} to ${milliseconds(one)}`,
    met: other / one <= GOAL,
  };
}

function goalOfPlan({ flags, indexes }: Plans): Goal {
  return {
    what: "experts are found by index alone",
    measured: flags.join(", ") || indexes.filter((name) => name.startsWith("expert")).join(", "),
    met: flags.length === 0 && indexes.includes("experts_by_word"),
  };
}
