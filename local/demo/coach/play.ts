import postgres, { type Sql } from "postgres";
import { z } from "zod";
import { postText, textsTo } from "../../carrier/client.ts";
import { COACH_PHONE_NUMBER } from "../../stack-values.ts";
import type { Check } from "../checks.ts";
import { FIRST_DAY, FIRST_TALK, IN_DANGER, SECOND_DAY } from "./script.ts";
import { whereItStands } from "./where-it-stands.ts";

/** A turn takes a debounce and some calls, an analysis as much again; a deletion waits for its receipt. */
const WAIT_MS_MAX = 90_000;
const LOOK_EVERY_MS = 200;
const FETCH_MS_MAX = 30_000;
const TEXTS_SHOWN = 3;

export interface CoachScene {
  databaseUrl: string;
  carrierUrl: string;
  newcomer: string;
  say(line: string): void;
}

/**
 * Somebody texts the coach: names a goal, writes for two days, asks how they are doing, is in danger
 * and then is not, has their data, and has it deleted. Says the transcript as it happens; what must be true of it comes out.
 */
export async function playCoach(scene: CoachScene): Promise<Check[]> {
  const sql = postgres(scene.databaseUrl, { max: 2, onnotice: () => {} });
  try {
    const talk = new Talk(scene, sql);
    scene.say(`Somebody texts the coach at ${COACH_PHONE_NUMBER}.\n`);
    for (const texts of FIRST_TALK) await talk.ask(texts);
    await noonAt(sql, scene.newcomer);
    const scores = [await day(talk, sql, FIRST_DAY, 1)];
    await talk.ask(["how am I doing?"], /stage 1 of 3/);
    scene.say("\n         (a day goes by)\n");
    await yesterday(sql, scene.newcomer);
    scores.push(await day(talk, sql, SECOND_DAY, 2));
    await talk.ask(["how am I doing?"], /stage 2 of 3/);
    scene.say("\n         (a quarter of an hour goes by, in which they do not write)\n");
    await talk.hear(/You have come to stage 2/);
    await talk.ask([IN_DANGER], /call 911 now/);
    const crisis = await crisisOf(sql, scene.newcomer);
    await talk.ask(["I am safe now"], /Thank you for telling me/);

    const link = await talk.ask(["send me my data"], /https?:\S+#/);
    const taken = await takeOut(link, scene);
    const [stored] = await sql<{ texts: number }[]>`select count(*)::integer as texts
      from public.messages m join public.users u on u.id = m.user_id
      where u.phone_number = ${scene.newcomer}`;
    await talk.ask(["delete my data"], /Answer DELETE/);
    await talk.ask(["DELETE"], /being deleted now/);
    const places = await gone(sql, scene.newcomer);
    scene.say(`         (the number stands in ${places.length} tables)`);
    return [
      {
        claim: "each twenty-five texts were analysed once, and no wish for a score counted",
        holds: scores.every(({ marked, score, asked }) => marked === 25 && score >= 8 && !asked),
        figure: scores.map(({ score }) => `${score} of 14`).join(", "),
      },
      {
        claim: "a stage moved over two days, not by one score",
        holds: scores[0]?.stage === 1 && scores[1]?.stage === 2,
        figure: `stage ${scores[0]?.stage} after the first, ${scores[1]?.stage} after the second; told`,
      },
      {
        claim:
          "in danger they were answered at once in fixed words, by no model, and not left alone",
        holds: crisis.severity === "critical" && crisis.shown && !crisis.turn && crisis.alerted,
        figure: `${crisis.severity}; ${crisis.alerted ? "an operator is alerted" : "nobody is alerted"}`,
      },
      {
        claim: "their data was handed out, once",
        holds: taken.texts === stored?.texts && taken.again === 401,
        figure: `${taken.rows} rows, ${taken.texts} texts; the link again: ${taken.again}`,
      },
      {
        claim: "after the receipt they are deleted, everywhere",
        holds: places.length === 0,
        figure: places.length === 0 ? "their number is in no table" : places.join(", "),
      },
    ];
  } finally {
    await sql.end();
  }
}

/** Lives where it is noon: a text that nobody asked for waits for no morning. */
async function noonAt(sql: Sql, phone: string): Promise<void> {
  const ahead = 12 - new Date().getUTCHours();
  const zone = ahead > 0 ? `Etc/GMT-${ahead}` : `Etc/GMT+${-ahead}`;
  await sql`update public.users set timezone = ${zone} where phone_number = ${phone}`;
}

/** What was analysed today was said a day ago. */
async function yesterday(sql: Sql, phone: string): Promise<void> {
  await sql`update public.analysis_results a set created_at = a.created_at - interval '1 day',
      message_range = a.message_range
        || jsonb_build_object('day', (a.message_range ->> 'day')::date - 1,
          'last_at', (a.message_range ->> 'last_at')::timestamptz - interval '1 day')
    from public.users u where u.id = a.user_id and u.phone_number = ${phone}`;
}

/** The texts of a day, and what their analysis came to: the one with that number. */
async function day(talk: Talk, sql: Sql, texts: string[], nth: number) {
  await talk.ask(texts);
  const phone = talk.newcomer;
  return await eventually(async () => {
    const [row] = await sql<{ score: number; stage: number; marked: number; asked: boolean }[]>`
      select a.chat_score::integer as score, u.stage,
        (select count(*)::integer from public.messages m
          where m.user_id = u.id and m.analysis_included) - 25 * (${nth}::integer - 1) as marked,
        exists (select from jsonb_each(a.insights -> 'answers') e
          join public.messages m on m.id = (e.value ->> 'message_id')::uuid
          where m.content like '%14/14%') as asked
      from public.analysis_results a join public.users u on u.id = a.user_id
      where u.phone_number = ${phone} and a.analysis_type = 'chat_scoring'
      order by a.created_at offset ${nth - 1} limit 1`;
    return row;
  }, `analysis ${nth}`);
}

/** What became of the text that said they were in danger. */
async function crisisOf(sql: Sql, phone: string) {
  return await eventually(async () => {
    const [row] = await sql<
      { severity: string; shown: boolean; turn: boolean; alerted: boolean }[]
    >`select c.severity_level as severity, c.shown_message_id is not null as shown,
        m.task_id is not null as turn, exists (select from public.alerts a
          where a.kind = 'crisis' and a.subject = c.id::text) as alerted
      from public.crisis_events c join public.messages m on m.id = c.message_id
      join public.users u on u.id = m.user_id
      where u.phone_number = ${phone} and m.content = ${IN_DANGER}`;
    return row;
  }, "crisis");
}

const besidePage = z.object({ data_url: z.url() });
const file = z.object({ tables: z.record(z.string(), z.array(z.unknown())) });

/** Opens the link as a phone does, then as its person does, twice. */
async function takeOut(reply: string, scene: CoachScene) {
  const [page = "", token] = /https?:\S+/.exec(reply)?.[0].split("#") ?? [];
  const look = (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, signal: AbortSignal.timeout(FETCH_MS_MAX) });
  const opened = await look(page);
  const { data_url } = besidePage.parse(await (await look(`${page}config.json`)).json());
  const press = () =>
    look(data_url, { method: "POST", headers: token === undefined ? {} : { "link-token": token } });
  const answer = await press();
  const { tables } = file.parse(await answer.json());
  const rows = Object.values(tables).reduce((sum, table) => sum + table.length, 0);
  scene.say(`         (opens the page: ${opened.status}; fetches by it: ${rows} rows)`);
  const again = await press();
  return { rows, texts: tables.messages?.length ?? 0, again: again.status };
}

/** Waits for the deletion: where the number stands then. */
async function gone(sql: Sql, phone: string): Promise<string[]> {
  await eventually(async () => {
    const [left] = await sql`select from public.users u where u.phone_number = ${phone}`;
    return left === undefined ? true : undefined;
  }, "deletion");
  return await whereItStands(sql, phone.slice(2));
}

async function eventually<Value>(
  look: () => Promise<Value | undefined>,
  what: string,
): Promise<Value> {
  const until = Date.now() + WAIT_MS_MAX;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > until) throw new Error(`no ${what} within ${WAIT_MS_MAX / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** The conversation as it is said. */
class Talk {
  readonly newcomer: string;
  readonly #scene: CoachScene;
  readonly #sql: Sql;
  #heard = 0;

  constructor(scene: CoachScene, sql: Sql) {
    this.#scene = scene;
    this.#sql = sql;
    this.newcomer = scene.newcomer;
  }

  /** Texts, one after the other without waiting, and the last reply once all are answered. */
  async ask(texts: string[], expected?: RegExp): Promise<string> {
    const { carrierUrl, newcomer, say } = this.#scene;
    for (const [nth, body] of texts.entries()) {
      if (nth < TEXTS_SHOWN || /14\/14/.test(body)) say(`newcomer ▸ ${body}`);
      else if (nth === TEXTS_SHOWN) say(`         ▸ … ${texts.length - TEXTS_SHOWN} more`);
      const posted = await postText(carrierUrl, { from: newcomer, to: COACH_PHONE_NUMBER, body });
      if (posted.webhookStatus !== 200) {
        throw new Error(`the webhook answered ${posted.webhookStatus}`);
      }
    }
    return await eventually(
      async () => {
        const heard = await this.#listen();
        const last = heard.at(-1)?.body ?? "";
        if ((await this.#open()) > 0) return undefined;
        return expected === undefined || expected.test(last) ? last : undefined;
      },
      `answer like ${expected ?? "any"}`,
    );
  }

  /** What waited until they had done writing, as the orchestrator looks at it then. */
  async hear(expected: RegExp): Promise<void> {
    await this.#sql`select worker.process_outbound_messages(now() + interval '15 minutes')`;
    await eventually(async () => {
      const heard = await this.#listen();
      return expected.test(heard.at(-1)?.body ?? "") ? true : undefined;
    }, `text like ${expected}`);
  }

  async #open(): Promise<number> {
    const [row] = await this.#sql<{ open: number }[]>`
      select count(*)::integer as open from public.messages m
      join public.users u on u.id = m.user_id
      where u.phone_number = ${this.newcomer} and (m.direction = 'inbound'
        and m.task_id is null and m.unanswered_reason is null
        or m.direction = 'outbound' and m.status in ('queued_for_send', 'sending'))`;
    return row?.open ?? 0;
  }

  async #listen() {
    const all = await textsTo(this.#scene.carrierUrl, this.newcomer);
    const ours = all.filter(({ from }) => from === COACH_PHONE_NUMBER);
    for (const { body } of ours.slice(this.#heard)) {
      this.#scene.say(`newcomer ◂ ${body.replaceAll("\n", "\n           ")}`);
    }
    this.#heard = ours.length;
    return ours;
  }
}
