import { startStack } from "../../local/stack.ts";
import { makeDatabase, type Population } from "./database.ts";
import { compareSizes } from "./hot-queries.ts";
import { compareInserts } from "./insert-message.ts";
import { compareOwnMessages } from "./own-messages.ts";
import { connect, type Explained } from "./plan.ts";
import { printTable } from "./report.ts";

export interface Sizes {
  /** Where a member's rows are read and messages are inserted. */
  members: Population;
  /** The two between which the hot queries are compared. */
  small: Population;
  large: Population;
  rounds: number;
}

/** What is measured: whoever wants another size has another question. */
export const SIZES: Sizes = {
  members: { messages: 200_000, own: 200 },
  small: { messages: 10_000, own: 100 },
  large: { messages: 1_000_000, own: 10_000 },
  rounds: 15,
};

export interface Listener {
  /** A line of the report. */
  said(line: string): void;
  /** What is being waited for. */
  waiting(line: string): void;
}

/** Room for what is loaded, and no housekeeping of the server's own while something is timed. */
const POSTGRES_SETTINGS = {
  shared_buffers: "1GB",
  max_wal_size: "16GB",
  checkpoint_timeout: "1h",
  maintenance_work_mem: "256MB",
  autovacuum: "off",
};

/** Prints what the schema's queries cost, each as a ratio to something measured in the same run. */
export async function benchSchema(
  { members, small, large, rounds }: Sizes,
  { said, waiting }: Listener,
): Promise<void> {
  const stack = await startStack({ dbOnly: true, postgresSettings: POSTGRES_SETTINGS });
  const open: Explained[] = [];
  const connectTo = async (name: string, population: Population) => {
    waiting(`Loading ${count(population.messages)} messages…`);
    const one = connect(await makeDatabase(stack, name, population));
    open.push(one);
    return one;
  };
  try {
    const loaded = await connectTo("bench_members", members);
    said(
      `Medians of ${rounds} rounds, the two in turn; statements prepared, timed inside Postgres.`,
    );
    printTable(
      `A member's rows under RLS: ${members.own} of ${count(members.messages)} messages`,
      ["as owner", "as member"],
      1.3,
      await compareOwnMessages(loaded, rounds),
      said,
    );
    printTable(
      "Inserting a message with all triggers, a commit each",
      ["bare table", "messages"],
      3,
      await compareInserts(loaded.sql, rounds),
      said,
    );
    printTable(
      "Hot queries as the tables grow",
      [count(small.messages), count(large.messages)],
      1.2,
      await compareSizes(
        await connectTo("bench_small", small),
        await connectTo("bench_large", large),
        rounds,
      ),
      said,
    );
  } finally {
    await Promise.all(open.map(({ sql }) => sql.end()));
    await stack.stop();
  }
}

function count(rows: number): string {
  return rows.toLocaleString("en");
}
