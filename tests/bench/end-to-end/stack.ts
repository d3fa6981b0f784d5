import { readFileSync, rmSync } from "node:fs";
import postgres, { type Sql } from "postgres";
import { type Stack, startStack } from "../../../local/stack.ts";
import { temporaryFolder } from "../../../local/temporary-folder.ts";
import { type Carrier, startCarrier } from "./carrier.ts";
import { type Model, startModel } from "./model.ts";
import { makeProject } from "./project.ts";

const PEOPLE = readFileSync(new URL("people.sql", import.meta.url), "utf8");
/** Ten texts and ten answers: as much as a turn ever reads of its conversation. */
const TURNS_A_PERSON = 10;
/** No isolate is retired, and none booted, while something is measured. */
const WALL_CLOCK_SECONDS = 7_200;
/** No pace and no cap is what is measured. */
const SEGMENTS_PER_SECOND = 1_000_000;
const TEXTS_MAX = 1_000_000;

/** Room for what is written, and no checkpoint while something is timed. Vacuum stays as it is. */
const POSTGRES_SETTINGS = {
  shared_buffers: "512MB",
  max_wal_size: "16GB",
  checkpoint_timeout: "1h",
};

export interface BenchStack {
  stack: Stack;
  model: Model;
  carrier: Carrier;
  /** The stack's database, as a superuser. */
  sql: Sql;
  people: number;
  stop(): Promise<void>;
}

/**
 * The whole system over a model that answers at once and a carrier that does no more than it must,
 * with people in the middle of conversations, and beside it the floor.
 */
export async function startBenchStack(people: number): Promise<BenchStack> {
  const undo: Array<() => Promise<void> | undefined> = [];
  const stop = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    const folder = temporaryFolder();
    undo.push(() => void rmSync(folder, { recursive: true, force: true }));
    makeProject(folder);
    const model = await startModel();
    undo.push(() => model.close());
    const carrier = await startCarrier();
    undo.push(() => carrier.close());
    const stack = await startStack({
      projectDir: folder,
      postgresSettings: POSTGRES_SETTINGS,
      services: { databaseUrl: undefined, model: { apiKey: "none", baseUrl: model.url } },
      functionsWarm: true,
      functionsWallClockSeconds: WALL_CLOCK_SECONDS,
      functionsEnv: { TWILIO_API_URL: carrier.url },
    });
    undo.push(() => stack.stop());
    const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: authToken } = stack.values;
    carrier.account = { sid, authToken };
    const sql = postgres(stack.adminUrl, { max: 1, onnotice() {} });
    undo.push(() => sql.end());
    await sql.unsafe(PEOPLE).simple();
    await sql`select bench.load_people(${people}, ${TURNS_A_PERSON})`;
    await sql`select bench.load_texts()`;
    await sql`select bench.load_work()`;
    await sql`drop table bench.turns`;
    await sql`update private.settings set value = 0 where name = 'reply_debounce_ms'`;
    await sql`update public.senders set segments_per_second = ${SEGMENTS_PER_SECOND}`;
    await sql`update private.settings set value = ${TEXTS_MAX}
      where name in ('texts_a_day_max', 'new_numbers_an_hour_max')`;
    await sql`vacuum (analyze)`;
    return { stack, model, carrier, sql, people, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
