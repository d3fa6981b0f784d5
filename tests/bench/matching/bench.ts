import type { Bench, Goal, Table } from "../bench.ts";
import { median, percentile } from "../percentile.ts";
import { withServer } from "../server.ts";
import { count, milliseconds, times } from "../text.ts";
import { measureLists } from "./lists.ts";
import { type Answered, openPopulation, QUESTIONS } from "./questions.ts";

const FULL = { members: 100_000, asks: 200, rows: 100_000 };
const SMALL = { members: 200, asks: 5, rows: 1_000 };
const TEN_TIMES = 10;
/** Of the time with a tenth of the rows. */
const GOAL_GROWTH = 1.5;
const WARM_UP = 10;

export const matching: Bench = {
  name: "matching",
  about: "experts for a question and connectors for a prospect as the rows grow, lists and COPY",
  run: (options, { waiting }) =>
    withServer(options, async ({ make }) => {
      const { members, asks, rows } = options.small ? SMALL : FULL;
      const more = members * TEN_TIMES;
      const open: Answered[] = [];
      const load = async (name: string, size: number) => {
        waiting(`Loading ${count(size)} members and as many prospects…`);
        const one = await openPopulation(await make(name), size);
        open.push(one);
        return one;
      };
      try {
        const few = await load("bench_matching_few", members);
        const many = await load("bench_matching_many", more);
        waiting("Asking who knows what, and whom…");
        const found = await askBoth(few, many, asks * options.iterations);
        waiting(`Storing lists of ${count(rows)} rows…`);
        const lists = await measureLists(await make("bench_lists"), rows, options.iterations);
        return {
          title: "Matching",
          method: [
            `${count(more)} members of a tenant, ten a company, and ${count(more)} prospects at the same companies, a thousand an innovator; beside it a tenth of all that. Each member has three topics: one that half of all have, one of forty, one of a thousand; a question asks for one of each. Every tenth prospect has a company that is written wrongly, one in twenty was looked up. Everything is asked ${count(asks * options.iterations)} times, drawn anew each time, in the two databases in turn, over one connection, round trip included.`,
            "The plans are of all that the functions ran, in the larger of the two: a read that grows is one of a whole table, or of a thousand rows that nobody wanted.",
            `The list has ${count(rows)} people, each with an email, a number, a name, a company and a title. COPY puts the same file into the same table with its indexes and checks; the upload is what prospects-upload does with it (read, normalised, numbers checked, merged, stored with what it takes to undo it), without HTTP between it and the database, which share the machine's cores. Memory is the most that a process of its own had, which stored one list and whose heap was held to 64 MiB.`,
          ],
          tables: [timesTable(found), planTable(found), ...lists.tables],
          goals: [growthGoal(found, members), planGoal(found), ...lists.goals],
        };
      } finally {
        for (const { close } of open) await close();
      }
    }),
};

interface Found {
  question: string;
  /** Milliseconds, among few and among ten times as many. */
  few: number[];
  many: number[];
  indexes: string[];
  /** Reads that grow with the rows. */
  flags: string[];
}

async function askBoth(few: Answered, many: Answered, asks: number): Promise<Found[]> {
  const all: Found[] = [];
  for (const [question, statement] of QUESTIONS) {
    const taken = { few: [] as number[], many: [] as number[] };
    let found = 0;
    for (let nth = -WARM_UP; nth < asks; nth += 1) {
      // In turn, so that what disturbs one disturbs the other.
      const [one, other] = [await few.ask(statement), await many.ask(statement)];
      found += Math.min(one.found, other.found);
      if (nth < 0) continue;
      taken.few.push(one.ms);
      taken.many.push(other.ms);
    }
    // How fast nobody is found would say nothing.
    if (found === 0) throw new Error(`nothing was found: ${question}`);
    const { indexes, flags } = await many.explain(statement);
    all.push({ question, ...taken, indexes, flags });
  }
  return all;
}

function ratioOf({ few, many }: Found): number {
  return median(many) / median(few);
}

function timesTable(found: Found[]): Table {
  return {
    title: "Who knows what, and whom, as the rows grow tenfold",
    columns: ["", "p50", "p95", "p50 at ×10", "p95 at ×10", "ratio of p50"],
    rows: found.map((one) => [
      one.question,
      ...[one.few, one.many].flatMap((ms) => [
        milliseconds(median(ms)),
        milliseconds(percentile(ms, 0.95)),
      ]),
      times(ratioOf(one)),
    ]),
  };
}

function planTable(found: Found[]): Table {
  return {
    title: "By which plans, among the many",
    columns: ["", "reads that grow", "indexes"],
    rows: found.map(({ question, flags, indexes }) => [
      question,
      flags.join(", ") || "none",
      indexes.join(", "),
    ]),
  };
}

function growthGoal(found: Found[], members: number): Goal {
  const missed = found.filter((one) => ratioOf(one) > GOAL_GROWTH);
  const measured = found.map((one) => `${times(ratioOf(one))} ${one.question}`);
  return {
    what: `experts and connectors ≤ ${GOAL_GROWTH}× at ten times ${count(members)} members and prospects`,
    measured: measured.join("; "),
    met: missed.length === 0,
  };
}

function planGoal(found: Found[]): Goal {
  const grown = found.flatMap(({ question, flags }) => flags.map((flag) => `${question}: ${flag}`));
  return {
    what: "experts and connectors are found by index alone",
    measured: grown.join("; ") || `all ${found.length}`,
    met: grown.length === 0,
  };
}
