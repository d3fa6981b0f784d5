import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sql, TransactionSql } from "postgres";
import { z } from "zod";
import { root } from "../../../local/root.ts";

/** Grace, whom the seed knows. */
const PERSON = "00000000-0000-4000-8000-000000000021";
const FIRST_MINUTE = Date.parse("2030-01-02T12:00Z");
const MINUTE_MS = 60_000;

export const PRIORITIES = ["high", "medium", "low"] as const;

/** What happens to somebody's proactive texts, or is done with them. */
export type Event =
  | { kind: "want"; priority: (typeof PRIORITIES)[number]; subject: string | null; parts: number }
  | { kind: "move"; zone: string }
  | { kind: "answer" }
  | { kind: "decide" }
  | { kind: "send"; outcome: "accepted" | "rejected" | "later" };

export interface Life {
  daily: number;
  hourly: number;
  /** Each so many minutes after the one before. */
  events: { after: number; event: Event }[];
}

/** A text that the carrier has taken. */
export interface Departure {
  at: Date;
  zone: string;
  /** In the order in which they were wanted. */
  nth: number;
  subject: string | null;
  /** The number of its sequence, and its position there. */
  sequence: number;
  position: number;
  /** When it took its place among what its person may have. */
  slot: Date;
}

const said = z.array(z.object({ words: z.string() }));

/** The words with which the database's own tests play the sender. */
export async function learnWords(sql: Sql): Promise<void> {
  await sql.unsafe(readFileSync(join(root, "tests", "vocabulary.sql"), "utf8")).simple();
}

/** Plays a life, and leaves no trace of it: what left, in order. */
export async function play(sql: Sql, life: Life): Promise<Departure[]> {
  const undone = new Error("undone");
  let departures: Departure[] = [];
  await sql
    .begin(async (tx) => {
      departures = await live(tx, life);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return departures;
}

async function live(tx: TransactionSql, life: Life): Promise<Departure[]> {
  const departures: Departure[] = [];
  const wanted = new Map<string, Pick<Departure, "nth" | "subject" | "sequence" | "position">>();
  let zone = "America/New_York";
  let sequences = 0;
  let at = FIRST_MINUTE;
  await tx`update public.users set daily_limit = ${life.daily}, hourly_limit = ${life.hourly},
    timezone = ${zone} where id = ${PERSON}`;
  await tx`update public.senders set segments_per_second = 1000`;

  async function want(priority: string, subject: string | null, parts: number) {
    sequences += 1;
    for (let position = 1; position <= parts; position += 1) {
      const words = `text ${wanted.size}`;
      wanted.set(words, { nth: wanted.size, subject, sequence: sequences, position });
      await tx`insert into public.message_queue (tenant_id, user_id, agent_id, message_data,
          final_message, scheduled_for, priority, subject, sequence_id, sequence_position,
          sequence_total)
        select tenant_id, id, 'account-manager', '{}', ${words}, ${new Date(at)}, ${priority},
          ${subject}, case when ${parts} > 1 then ${sequenceId(sequences)}::uuid end,
          case when ${parts} > 1 then ${position}::integer end,
          case when ${parts} > 1 then ${parts}::integer end
        from public.users where id = ${PERSON}`;
    }
  }

  async function send(outcome: string) {
    const rows = await tx`select regexp_replace(s, '^>', '') as words
      from tests.send_all(${new Date(at)}, ${outcome}) s`;
    for (const { words } of said.parse([...rows])) {
      const text = wanted.get(words);
      // An answer; or it was refused, put off or put back.
      if (text === undefined || outcome !== "accepted") continue;
      const [row] = await tx`select slot_at from public.message_queue
        where final_message = ${words}`;
      const slot = z.date().parse(row?.slot_at);
      departures.push({ ...text, at: new Date(at), zone, slot });
    }
  }

  for (const { after, event } of life.events) {
    at += after * MINUTE_MS;
    if (event.kind === "want") await want(event.priority, event.subject, event.parts);
    else if (event.kind === "send") await send(event.outcome);
    else if (event.kind === "decide") await tx`select tests.decide(${new Date(at)})`;
    else if (event.kind === "answer") await answer(tx);
    else {
      zone = event.zone;
      await tx`update public.users set timezone = ${zone} where id = ${PERSON}`;
    }
  }
  return departures;
}

async function answer(tx: TransactionSql): Promise<void> {
  await tx`insert into public.messages (conversation_id, role, direction, content)
    select id, 'concierge', 'outbound', 'an answer' from public.conversations
    where user_id = ${PERSON}`;
}

function sequenceId(nth: number): string {
  return `5e000000-0000-4000-8000-${String(nth).padStart(12, "0")}`;
}
