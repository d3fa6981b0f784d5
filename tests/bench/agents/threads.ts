import { readFileSync } from "node:fs";
import postgres, { type Sql } from "postgres";
import { connectWorker } from "../engine/connect.ts";

const THREADS = readFileSync(new URL("threads.sql", import.meta.url), "utf8");
/** A thread's row has a version for each text of a transaction: of many that is slow to load. */
const TEXTS_AT_ONCE = 250;
/** Who answers for the provider is a script; the SDK asks for a key all the same. */
const KEY = "of-nobody";

/** Threads of these lengths, numbered from 0, in a database of their own. */
export interface Threads {
  worker: Sql;
  /** Somebody texts in a thread as it was loaded, and may be answered, however often they were. */
  text(nth: number): Promise<void>;
  /** A call of the database that does nothing, in milliseconds. */
  floor(): Promise<number>;
  /** What the worker's backend has used of a processor so far, in milliseconds; null: unknown. */
  processorMs(): number | null;
  /** USD of a call today; null when the model has no price. */
  priceOf(model: string, tokens: Tokens): Promise<number | null>;
  models(): Promise<string[]>;
  close(): Promise<void>;
}

export interface Tokens {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
}

/** About as long as one another: who says the same all the time is taken for a machine. */
const QUESTIONS = [
  "Is the berth still free on Friday?",
  "What did the yard say of the hull?",
  "Who has a mast for us before June?",
  "Does anybody mend sails near here?",
  "When do we hear from the surveyor?",
] as const;

export async function openThreads(url: string, lengths: readonly number[]): Promise<Threads> {
  process.env.ANTHROPIC_API_KEY ??= KEY;
  const admin = postgres(url, { max: 1, onnotice() {} });
  const worker = connectWorker(url);
  await admin.unsafe(THREADS).simple();
  for (const [nth, length] of lengths.entries()) {
    await admin`select bench.open_thread(${nth}::integer)`;
    for (let first = 1; first <= length; first += TEXTS_AT_ONCE) {
      const last = Math.min(first + TEXTS_AT_ONCE - 1, length);
      await admin`select bench.talk(${nth}::integer, ${first}::integer, ${last}::integer)`;
    }
    await admin`select bench.summarise(${nth}::integer)`;
  }
  await admin`vacuum (analyze)`;
  const [backend] = await worker<{ pid: number }[]>`select pg_backend_pid() as pid`;
  let texts = 0;
  return {
    worker,
    text: async (nth) => {
      texts += 1;
      await admin`select bench.restore(${nth}::integer, ${lengths[nth] ?? 0}::integer)`;
      await admin`update private.lanes set turns_at = '{}' where turns_at <> '{}'`;
      await admin`select worker.receive_sms(bench.thread(${nth}::integer), jsonb_build_object(
        'message_sid', ${`SM${texts}`}::text, 'from', '+1415555020' || ${nth}::integer,
        'body', ${QUESTIONS[texts % QUESTIONS.length] ?? ""}::text,
        'screen', '{"version": "bench", "severity": "none"}'::jsonb))`;
    },
    floor: async () => {
      const began = performance.now();
      await worker`select 1`;
      return performance.now() - began;
    },
    processorMs: () => processorMs(backend?.pid ?? 0),
    priceOf: async (model, { input, output, cacheRead, cacheWrite }) => {
      const [row] =
        await admin`select private.model_cost(${model}, (now() at time zone 'UTC')::date,
        ${input}::integer, ${output}::integer, ${cacheRead}::integer, ${cacheWrite}::integer)
        ::float8 as usd`;
      return row?.usd ?? null;
    },
    models: async () => {
      const rows = await admin<{ model: string }[]>`
        select model from private.model_prices where output_usd > 0 group by 1 order by min(output_usd), 1`;
      return rows.map((row) => row.model);
    },
    close: async () => {
      await Promise.all([admin.end(), worker.end()]);
    },
  };
}

/** Of Linux alone: user and system time of a process, in hundredths of a second. */
function processorMs(pid: number): number | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return null; // No /proc here; elapsed time is measured all the same.
  }
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
