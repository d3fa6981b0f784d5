import { randomUUID } from "node:crypto";
import { DateTime } from "luxon";
import type { JSONValue, Sql } from "postgres";
import { z } from "zod";
import { type HandedOver, handOver } from "../../../local/clock/hand-over.ts";
import { type Happening, play } from "../../../local/clock/play.ts";
import { UNSUSPECTED } from "../../screened.ts";
import { WEEK_OF_TEXTS, type Wish } from "./week-of-texts.ts";

const TENANT = "00000000-0000-4000-8000-000000000001";
const SENDER = "00000000-0000-4000-8000-000000000011";
const PHONE = "+12125550188";
const HOME = "America/New_York";
const AWAY = "America/Los_Angeles";

/** Thursday to Wednesday around the first Sunday of November, years ahead of any server's clock. */
const FIRST_DAY = "2036-10-30";
const DAYS = 7;
const MUTED = { from: on(1, "18:00"), until: on(2, "18:00") };
const MOVED_AT = on(4, "16:00");
/** In the middle of a sequence each; the first is taken up again, of the second nobody speaks. */
const WRITES = [
  { at: on(1, "11:15"), goOn: true },
  { at: on(4, "10:05"), goOn: false },
];
const ANSWERED_AFTER = { minutes: 2 };

/** A proactive text, and when it was handed to the carrier. */
export interface Told {
  nth: number;
  wish: Wish;
  wishedAt: DateTime;
  leftAt: DateTime | null;
  /** Which one it was of all that the carrier was handed. */
  place: number | null;
  /** How long the carrier may keep it. */
  validUntil: DateTime | null;
  /** What the queue says of it, for the reader alone. */
  said: string;
}

export interface Week {
  /** In the order of `WEEK_OF_TEXTS`. */
  told: Told[];
  /** When the person's own texts came, and their answers left. */
  writes: Array<{ at: DateTime; answeredAt: DateTime | undefined }>;
  muted: typeof MUTED;
  endsAt: DateTime;
  /** On the clock of where they are then. */
  there(at: DateTime): DateTime;
}

/** One member's week: all that is handed to the carrier for them, and when. */
export async function liveWeek(sql: Sql): Promise<Week> {
  const user = await register(sql);
  const handed: HandedOver[] = [];
  await play({
    sql,
    from: on(0, "07:00").toJSDate(),
    to: on(DAYS, "00:00").toJSDate(),
    happenings: happeningsOf(sql, user),
    work: async (at) => {
      handed.push(...(await handOver(sql, at)));
    },
  });
  // The first text of all stands below an introduction.
  const left = (words: string) => handed.find(({ body }) => body.split("\n").at(-1) === words);
  const rows = z.array(z.object({ words: z.string(), said: z.string() })).parse(
    await sql`select final_message as words, concat_ws(' ', status, status_reason) as said
        from public.message_queue where user_id = ${user} and final_message is not null`,
  );
  return {
    told: WEEK_OF_TEXTS.map((wish, nth) => {
      const found = left(wordsOf(nth));
      return {
        nth,
        wish,
        wishedAt: on(wish.day, wish.time),
        leftAt: found === undefined ? null : momentOf(found.at),
        place: found === undefined ? null : handed.indexOf(found),
        validUntil:
          found === undefined ? null : momentOf(found.at).plus({ seconds: found.validitySeconds }),
        said: rows.find(({ words }) => words === wordsOf(nth))?.said ?? "",
      };
    }),
    writes: WRITES.map(({ at }, nth) => {
      const found = left(answerTo(nth));
      return { at, answeredAt: found === undefined ? undefined : momentOf(found.at) };
    }),
    muted: MUTED,
    endsAt: on(DAYS, "00:00"),
    there: (at) => at.setZone(at < MOVED_AT ? HOME : AWAY),
  };
}

function on(day: number, time: string): DateTime {
  return DateTime.fromISO(`${FIRST_DAY}T${time}`, { zone: HOME }).plus({ days: day });
}

function momentOf(at: Date): DateTime {
  return DateTime.fromJSDate(at, { zone: HOME });
}

function wordsOf(nth: number): string {
  return `This is text ${nth} of a week.`;
}

function answerTo(nth: number): string {
  return `This is the answer to question ${nth}.`;
}

async function register(sql: Sql): Promise<string> {
  await sql`update public.senders set segments_per_second = 100 where id = ${SENDER}`;
  const [row] = await sql`insert into public.users (tenant_id, phone_number, first_name, email,
      email_verified, verified, poc_agent_type, timezone, quiet_hours_start, quiet_hours_end)
    values (${TENANT}, ${PHONE}, 'Rhea', 'rhea@tides.example', true, true, 'concierge', ${HOME},
      '22:30', '07:00') returning id`;
  const user = z.uuid().parse(row?.id);
  await sql`insert into public.consent_events (tenant_id, user_id, kind, source)
    values (${TENANT}, ${user}, 'first_contact', 'in_person')`;
  return user;
}

function happeningsOf(sql: Sql, user: string): Happening[] {
  const sequences = new Map<string, string>();
  const at = (moment: DateTime, happen: () => Promise<unknown>): Happening => ({
    at: moment.toJSDate(),
    happen: async () => {
      await happen();
    },
  });
  return [
    ...WEEK_OF_TEXTS.map((wish, nth) => {
      const { name } = wish.sequence ?? { name: "" };
      const id = sequences.get(name) ?? randomUUID();
      sequences.set(name, id);
      const moment = on(wish.day, wish.time);
      return at(moment, () => queue(sql, user, wish, wordsOf(nth), moment, id));
    }),
    at(MUTED.from, () => sql`select worker.mute_person(${user}, ${MUTED.until.toJSDate()})`),
    at(MOVED_AT, () => sql`update public.users set timezone = ${AWAY} where id = ${user}`),
    ...WRITES.flatMap(({ at: moment, goOn }, nth) => [
      at(moment, () => write(sql, nth, moment)),
      at(moment.plus(ANSWERED_AFTER), () => answer(sql, nth, goOn, moment.plus(ANSWERED_AFTER))),
    ]),
  ];
}

async function queue(
  sql: Sql,
  user: string,
  { agent, priority, subject, sequence, stale }: Wish,
  words: string,
  at: DateTime,
  sequenceId: string,
): Promise<void> {
  await sql`insert into public.message_queue (tenant_id, user_id, agent_id, message_data,
      final_message, scheduled_for, priority, subject, sequence_id, sequence_position,
      sequence_total, expires_at)
    values (${TENANT}, ${user}, ${agent}, '{}', ${words}, ${at.toJSDate()}, ${priority},
      ${subject ?? null}, ${sequence === undefined ? null : sequenceId},
      ${sequence?.position ?? null}, ${sequence?.total ?? null},
      ${stale === undefined ? null : at.plus({ hours: stale }).toJSDate()})`;
}

async function write(sql: Sql, nth: number, at: DateTime): Promise<void> {
  const sms = {
    message_sid: `SM-of-a-week-${nth}`,
    from: PHONE,
    body: "Who was that again?",
    screen: UNSUSPECTED,
  };
  await sql`select worker.receive_sms(${SENDER}, ${sql.json(sms)}, ${at.toJSDate()})`;
}

/** The person's agent answers, and may take up what they interrupted. */
async function answer(sql: Sql, nth: number, goOn: boolean, at: DateTime): Promise<void> {
  const [row] = await sql`select worker.claim('concierge', 1, ${at.toJSDate()})
    #>> '{turns,0,lease}' as lease`;
  const actions: JSONValue[] = [{ type: "reply", input: { text: answerTo(nth) } }];
  if (goOn) actions.push({ type: "go_on_with_sequence", input: {} });
  const turn = { lease: z.uuid().parse(row?.lease), outcome: "done", actions };
  const [ended] = await sql`select worker.finish(${sql.json([turn])}, ${at.toJSDate()})
    #>> '{0,result}' as result`;
  if (ended?.result !== "finished") throw new Error(`the answer is ${ended?.result}`);
}
