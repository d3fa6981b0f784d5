import { rmSync } from "node:fs";
import { temporaryFolder } from "../../../local/temporary-folder.ts";
import type { Bench, Goal, Table } from "../bench.ts";
import { relate } from "../compare.ts";
import { median, percentile } from "../percentile.ts";
import { withServer } from "../server.ts";
import { count, milliseconds, perSecond, times } from "../text.ts";
import { type Answered, openProspects, QUESTIONS, type Question, type Size } from "./connectors.ts";
import { openLists, writeList } from "./lists.ts";

const FULL = {
  few: { prospects: 100_000, members: 10_000 },
  many: { prospects: 1_000_000, members: 100_000 },
  rows: 100_000,
  asks: 200,
};
const SMALL = {
  few: { prospects: 1_000, members: 100 },
  many: { prospects: 2_000, members: 200 },
  rows: 1_000,
  asks: 5,
};
/** Of the time with a tenth of the rows. */
const GOAL_GROWTH = 1.5;
/** Of the rows that COPY stores in the same time. */
const GOAL_OF_COPY = 0.3;
/** What the longer list may take more than one of a tenth. */
const GOAL_MORE_MIB = 32;

export const prospects: Bench = {
  name: "prospects",
  about: "connectors for a prospect as the rows grow, and lists against COPY",
  run: (options, { waiting }) =>
    withServer(options, async ({ make }) => {
      const { few, many, rows, asks } = options.small ? SMALL : FULL;
      const open: Answered[] = [];
      const load = async (name: string, size: Size) => {
        waiting(`Loading ${count(size.prospects)} prospects…`);
        const one = await openProspects(await make(name), size);
        open.push(one);
        return one;
      };
      try {
        const small = await load("bench_prospects_few", few);
        const large = await load("bench_prospects_many", many);
        waiting("Asking who knows whom…");
        const asked = await askBoth(small, large, asks * options.iterations);
        waiting(`Storing lists of ${count(rows)} rows…`);
        const lists = await storeLists(await make("bench_lists"), rows, options.iterations);
        return {
          title: "Prospects",
          method: [
            `${count(many.prospects)} prospects of a tenant, a thousand an innovator, and ${count(many.members)} members, ten a company; beside it ${count(few.prospects)} and ${count(few.members)}. Every tenth prospect has a company that is written wrongly, one in twenty was looked up. Each question is asked ${count(asks * options.iterations)} times of prospects drawn anew, in the two databases in turn, over one connection, round trip included.`,
            `The list has ${count(rows)} people, each with an email, a number, a name, a company and a title. COPY puts the same file into the same table with its indexes and checks; the upload is what prospects-upload does with it (read, normalised, numbers checked, merged, stored with what it takes to undo it), without HTTP between it and the database, which share the machine's cores. Memory is by how much the process grew, looked at every 20 ms.`,
          ],
          tables: [asked.table, lists.table],
          goals: [asked.goal, ...lists.goals],
        };
      } finally {
        for (const { close } of open) await close();
      }
    }),
};

async function askBoth(small: Answered, large: Answered, asks: number) {
  const rows: string[][] = [];
  const missed: string[] = [];
  const questions: Question[] = [
    "connectors, the company known",
    "connectors, the company misspelt",
    "an innovator's next ten",
    "whom a new colleague may know",
  ];
  for (const question of questions) {
    const taken: [number[], number[]] = [[], []];
    await small.ask(question, 10);
    await large.ask(question, 10);
    for (let nth = 0; nth < asks; nth += 1) {
      taken[0].push(...(await small.ask(question, 1)));
      taken[1].push(...(await large.ask(question, 1)));
    }
    const ratio = median(taken[1]) / median(taken[0]);
    const { indexes, flags } = await large.explain(question);
    if (ratio > GOAL_GROWTH) missed.push(`${times(ratio)} ${question}`);
    rows.push([
      question,
      ...taken.flatMap((ms) => [milliseconds(median(ms)), milliseconds(percentile(ms, 0.95))]),
      times(ratio),
      flags.join(", ") || "none",
      indexes.join(", "),
    ]);
  }
  const table: Table = {
    title: "Who knows whom, as the rows grow tenfold",
    columns: ["", "p50", "p95", "p50 at ×10", "p95 at ×10", "ratio", "reads that grow", "indexes"],
    rows,
  };
  const goal: Goal = {
    what: `each question ≤ ${GOAL_GROWTH}× at ten times the rows`,
    measured: missed.length === 0 ? `all ${Object.keys(QUESTIONS).length}` : missed.join("; "),
    met: missed.length === 0,
  };
  return { table, goal };
}

async function storeLists(url: string, rows: number, iterations: number) {
  const folder = temporaryFolder();
  const lists = await openLists(url);
  try {
    const tenth = rows / 10;
    const [short, long] = [await writeList(folder, tenth), await writeList(folder, rows)];
    const copied: number[] = [];
    const uploaded: number[] = [];
    const grown: { short: number[]; long: number[] } = { short: [], long: [] };
    // The first is not counted: it warms up.
    for (let round = 0; round <= iterations; round += 1) {
      const brief = await lists.upload(short, tenth);
      const whole = await lists.upload(long, rows);
      const copy = await lists.copy(long);
      if (round === 0) continue;
      copied.push(copy);
      uploaded.push(whole.ms);
      grown.short.push(brief.grownMiB);
      grown.long.push(whole.grownMiB);
    }
    const { baseline, measured, ratio, spread } = relate(copied, uploaded);
    const rates = [measured, baseline].map((ms) => perSecond((rows * 1_000) / ms));
    const more = median(grown.long) - median(grown.short);
    const mib = [grown.short, grown.long].map((one) => `${median(one).toFixed(0)} MiB`);
    const table: Table = {
      title: `A list of ${count(rows)} rows`,
      columns: ["", "upload", "COPY", "ratio", "half of the rounds"],
      rows: [
        [
          "rows a second",
          ...rates,
          times(1 / ratio),
          spread.map((one) => times(1 / one)).join(" to "),
        ],
        [
          `memory grown by, for ${count(tenth)} and ${count(rows)} rows`,
          mib.join(" and "),
          "",
          "",
          "",
        ],
      ],
    };
    const goals: Goal[] = [
      {
        what: `rows stored/s ≥ ${GOAL_OF_COPY}× COPY of the same file`,
        measured: `${times(1 / ratio)}: ${rates.join(" to ")}`,
        met: 1 / ratio >= GOAL_OF_COPY,
      },
      {
        what: `ten times the rows take ≤ ${GOAL_MORE_MIB} MiB more memory`,
        measured: mib.join(" and "),
        met: more <= GOAL_MORE_MIB,
      },
    ];
    return { table, goals };
  } finally {
    await lists.close();
    rmSync(folder, { recursive: true });
  }
}
