import type { Bench } from "../bench.ts";
import { connect, type Explained } from "../plan.ts";
import { withServer } from "../server.ts";
import { count } from "../text.ts";
import { type Population, populate } from "./database.ts";
import { compareSizes } from "./hot-queries.ts";
import { compareInserts } from "./insert-message.ts";
import { tableOf } from "./lines.ts";
import { compareOwnMessages } from "./own-messages.ts";

interface Sizes {
  /** Where a member's rows are read and messages are inserted. */
  members: Population;
  /** The two between which the hot queries are compared. */
  few: Population;
  many: Population;
  /** Of one iteration. */
  rounds: number;
}

/** What is measured: whoever wants another size has another question. */
const FULL: Sizes = {
  members: { messages: 200_000, own: 200 },
  few: { messages: 10_000, own: 100 },
  many: { messages: 1_000_000, own: 10_000 },
  rounds: 3,
};
/** A few threads of a hundred texts each. */
const SMALL: Sizes = {
  members: { messages: 400, own: 100 },
  few: { messages: 400, own: 100 },
  many: { messages: 600, own: 100 },
  rounds: 1,
};

/** What the schema's queries cost, each as a ratio to something measured in the same run. */
export const schema: Bench = {
  name: "schema",
  about: "row-level security, a message's triggers, and hot queries as the tables grow",
  run: (options, { waiting }) =>
    withServer(options, async ({ make }) => {
      const { members, few, many, ...sizes } = options.small ? SMALL : FULL;
      const rounds = sizes.rounds * options.iterations;
      const open: Explained[] = [];
      const connectTo = async (name: string, population: Population) => {
        waiting(`Loading ${count(population.messages)} messages…`);
        const url = await make(name);
        await populate(url, population);
        const one = connect(url);
        open.push(one);
        return one;
      };
      try {
        const loaded = await connectTo("bench_members", members);
        waiting("Comparing members and owners…");
        const own = tableOf(
          `A member's rows under RLS, ${members.own} of ${count(members.messages)} messages`,
          ["as owner", "as member"],
          1.3,
          await compareOwnMessages(loaded, rounds),
        );
        waiting("Inserting messages…");
        const inserts = tableOf(
          "Inserting a message with all triggers, a commit each",
          ["bare table", "messages"],
          3,
          await compareInserts(loaded.sql, rounds),
        );
        const small = await connectTo("bench_small", few);
        const large = await connectTo("bench_large", many);
        waiting("Comparing hot queries…");
        const hot = tableOf(
          "Hot queries as the tables grow",
          [count(few.messages), count(many.messages)],
          1.2,
          await compareSizes(small, large, rounds),
        );
        return {
          title: "Schema",
          method: [
            `Medians of ${rounds} rounds, the two in turn; statements prepared, timed inside Postgres. Pages are those of both sides; indexes those that the measured side read, by EXPLAIN of all that its functions ran.`,
          ],
          tables: [own.table, inserts.table, hot.table],
          goals: [own.goal, inserts.goal, hot.goal],
        };
      } finally {
        await Promise.all(open.map(({ sql }) => sql.end()));
      }
    }),
};
