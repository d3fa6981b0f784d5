import postgres from "postgres";
import { Page } from "../../../local/chat/page.ts";
import { signInAs } from "../../../local/chat/sign-in.ts";
import { startStack } from "../../../local/stack.ts";
import type { Bench, Goal, Section, Table } from "../bench.ts";
import { median, percentile } from "../percentile.ts";
import { milliseconds, times } from "../text.ts";
import { FIRST_PIECE_MS, PIECE_MS, startModel } from "./model.ts";
import { benchScreen } from "./screen.ts";
import { type Watched, watchChat, watchModel } from "./watch.ts";

const FULL = { rounds: 20, warmUp: 5 };
const SMALL = { rounds: 2, warmUp: 1 };
const TEXT = "When does the harbour office open?";
const BEYOND_MS_MAX = 50;
/** Lena of supabase/seed.sql, whose tenant has an assistant. */
const READER = "lena@centaur.example";
/** No isolate is retired while something is measured. */
const WALL_CLOCK_SECONDS = 7_200;

export const chat: Bench = {
  name: "chat",
  about:
    "the first words of a streamed answer, against calling the model directly; the crisis screen",
  async run({ iterations, small }, { waiting }) {
    const { rounds, warmUp } = small ? SMALL : FULL;
    waiting("Screening texts…");
    const screen = benchScreen({ iterations, small });
    waiting("Starting the stack…");
    const model = await startModel();
    try {
      const stack = await startStack({
        services: { databaseUrl: undefined, model: { apiKey: "none", baseUrl: model.url } },
        functionsWarm: true,
        functionsWallClockSeconds: WALL_CLOCK_SECONDS,
      });
      const sql = postgres(stack.values.DB_URL, { max: 1, onnotice() {} });
      try {
        await sql`update public.tenants set settings = settings || ${sql.json({
          chat_minute_max: 1_000,
          chat_day_max: 100_000,
          chat_openings_day_max: 10_000,
        })}`;
        const client = await signInAs(stack.values, sql, READER);
        waiting("Reading answers…");
        const ours: Watched[] = [];
        const models: Watched[] = [];
        const calls: number[] = [];
        for (let round = -warmUp; round < rounds * iterations; round += 1) {
          // Each in a conversation of its own: a long one is paced.
          const page = await Page.open(stack.values, client);
          const modelFirst = round % 2 === 0 ? await watchModel(model.url, TEXT) : undefined;
          const one = await watchChat(page, TEXT);
          const other = modelFirst ?? (await watchModel(model.url, TEXT));
          if (round < 0) continue;
          const started = performance.now();
          await page.stop();
          calls.push(performance.now() - started);
          ours.push(one);
          models.push(other);
        }
        const chat = section(models, ours, calls);
        return {
          ...chat,
          tables: [...chat.tables, ...screen.tables],
          goals: [...chat.goals, ...screen.goals],
        };
      } finally {
        await sql.end();
        await stack.stop();
      }
    } finally {
      await model.close();
    }
  },
};

const MOMENTS: Array<[keyof Watched, string]> = [
  ["opened", "the first byte"],
  ["words", "the first sentence"],
  ["whole", "all of it"],
];

function section(models: Watched[], ours: Watched[], calls: number[]): Section {
  return {
    title: "Chat",
    method: [
      `One reader, one answer at a time, each through the gateway, the chat door and its database, and beside it the same request to the model itself: one that begins after ${FIRST_PIECE_MS} ms and says a word every ${PIECE_MS} ms. Medians of ${ours.length} answers of each, in turn.`,
      "The first byte of an answer says only that it is being written, so what is compared is the first sentence: whole, since no half of one is shown before it has been looked at (docs/decisions/0025). What that waiting costs is in the model's own column: the sentence's last word, after its first.",
    ],
    tables: [table(models, ours), floor(models, ours, calls)],
    goals: [goal(models, ours)],
  };
}

function table(models: Watched[], ours: Watched[]): Table {
  return {
    title: "From the request until there is to be read",
    columns: ["", "the model itself", "the chat door", "beyond, p50", "beyond, p95", "ratio"],
    rows: MOMENTS.map(([moment, name]) => {
      const [one, other] = [models, ours].map((all) => median(all.map((each) => each[moment])));
      const beyond = beyondOf(models, ours, moment);
      return [
        name,
        milliseconds(one ?? Number.NaN),
        milliseconds(other ?? Number.NaN),
        milliseconds(median(beyond)),
        milliseconds(percentile(beyond, 0.95)),
        times((other ?? Number.NaN) / (one ?? Number.NaN)),
      ];
    }),
  };
}

/** What one call of the database takes here, of the many statements that stand before the model. */
function floor(models: Watched[], ours: Watched[], calls: number[]): Table {
  const beyond = median(beyondOf(models, ours, "words"));
  return {
    title: "Beside the smallest call of the database through the same gateway (stop_answer)",
    columns: ["", "p50", "ratio"],
    rows: [
      ["one such call", milliseconds(median(calls)), times(1)],
      ["first sentence, beyond the model's", milliseconds(beyond), times(beyond / median(calls))],
    ],
  };
}

/** Round for round, so that what the machine does meanwhile befalls both. */
function beyondOf(models: Watched[], ours: Watched[], moment: keyof Watched): number[] {
  return ours.map((each, round) => each[moment] - (models[round]?.[moment] ?? Number.NaN));
}

function goal(models: Watched[], ours: Watched[]): Goal {
  const beyond = median(beyondOf(models, ours, "words"));
  return {
    what: `first words ≤ ${BEYOND_MS_MAX} ms p50 beyond the model's own`,
    measured: milliseconds(beyond),
    met: beyond <= BEYOND_MS_MAX,
  };
}
