import { startStack } from "../../local/stack.ts";
import { ROUNDS } from "./compare.ts";
import { makeDatabase } from "./database.ts";
import { compareSizes } from "./hot-queries.ts";
import { compareInserts } from "./insert-message.ts";
import { compareOwnMessages } from "./own-messages.ts";
import { connect, type Explained } from "./plan.ts";
import { printTable } from "./report.ts";

const MEMBERS = { messages: 200_000, own: 200 };
const SMALL = { messages: 10_000, own: 100 };
const LARGE = { messages: 1_000_000, own: 10_000 };

/** Room for what is loaded, and no housekeeping of the server's own while something is timed. */
const POSTGRES_SETTINGS = {
  shared_buffers: "1GB",
  max_wal_size: "16GB",
  checkpoint_timeout: "1h",
  maintenance_work_mem: "256MB",
  autovacuum: "off",
};

/** Prints what the schema's queries cost, each as a ratio to something measured in the same run. */
export async function benchSchema(): Promise<void> {
  const stack = await startStack({ dbOnly: true, postgresSettings: POSTGRES_SETTINGS });
  const open: Explained[] = [];
  const connectTo = async (name: string, population: typeof LARGE) => {
    process.stderr.write(`Loading ${count(population.messages)} messages…\n`);
    const one = connect(await makeDatabase(stack, name, population));
    open.push(one);
    return one;
  };
  try {
    const members = await connectTo("bench_members", MEMBERS);
    process.stdout.write(
      `Medians of ${ROUNDS} rounds, the two in turn; statements prepared, timed inside Postgres.\n`,
    );
    printTable(
      `A member's rows under RLS: ${MEMBERS.own} of ${count(MEMBERS.messages)} messages`,
      ["as owner", "as member"],
      1.3,
      await compareOwnMessages(members),
    );
    printTable(
      "Inserting a message with all triggers, a commit each",
      ["bare table", "messages"],
      3,
      await compareInserts(members.sql),
    );
    const small = await connectTo("bench_small", SMALL);
    const large = await connectTo("bench_large", LARGE);
    printTable(
      "Hot queries as the tables grow",
      [count(SMALL.messages), count(LARGE.messages)],
      1.2,
      await compareSizes(small, large),
    );
  } finally {
    await Promise.all(open.map(({ sql }) => sql.end()));
    await stack.stop();
  }
}

function count(rows: number): string {
  return rows.toLocaleString("en");
}
