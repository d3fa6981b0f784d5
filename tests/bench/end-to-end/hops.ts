import type { Sql } from "postgres";
import type { SentText } from "./load.ts";
import type { BenchStack } from "./stack.ts";

/** The stations of a text, in order: each hop is the time from the one before. */
const STATIONS = [
  "stored",
  "claimed",
  "modelCalled",
  "replied",
  "sendClaimed",
  "begun",
  "posted",
] as const;
type Station = (typeof STATIONS)[number];

const HOPS: Record<Station, string> = {
  stored: "due → stored (gateway, webhook, gateway, receive_sms)",
  claimed: "stored → claimed (commit, bell, ring, claim)",
  modelCalled: "claimed → model called (answer of the claim, agent)",
  replied: "model called → reply row (agent, finish)",
  sendClaimed: "reply row → claimed by the sender (commit, bell or look, claim)",
  begun: "claimed → begun (begin_send)",
  posted: "begun → handed to the carrier (commit, POST)",
};

export interface Hop {
  what: string;
  /** Milliseconds, one for each text that was alone in its turn. */
  times: number[];
}

interface Row {
  mark: number;
  stored: number;
  claimed: number;
  replied: number;
  send_claimed: number;
  begun: number;
}

/** How long each text took from station to station, and to each side's acknowledgement. */
export async function hopsOf(bench: BenchStack, texts: SentText[]): Promise<Hop[]> {
  const { model, carrier } = bench;
  const times: Record<Station, number[]> = {
    stored: [],
    claimed: [],
    modelCalled: [],
    replied: [],
    sendClaimed: [],
    begun: [],
    posted: [],
  };
  const byMark = new Map(texts.map((text) => [text.mark, text]));
  const told: number[] = [];
  const acked: number[] = [];
  for (const row of await stations(bench.sql, texts)) {
    const text = byMark.get(row.mark);
    const reply = carrier.replies.get(row.mark);
    const modelCalled = model.calledAt.get(row.mark);
    if (text === undefined || reply === undefined || modelCalled === undefined) continue;
    if (reply.answers > 1) continue;
    const at: Record<Station, number> = {
      stored: row.stored,
      claimed: row.claimed,
      modelCalled,
      replied: row.replied,
      sendClaimed: row.send_claimed,
      begun: row.begun,
      posted: reply.at,
    };
    let before = text.due;
    for (const station of STATIONS) {
      times[station].push(at[station] - before);
      before = at[station];
    }
    acked.push(text.acked - row.stored);
    if (reply.toldAt !== null) told.push(reply.toldAt - reply.at);
  }
  return [
    ...STATIONS.map((station) => ({ what: HOPS[station], times: times[station] })),
    { what: "beside it: stored → acknowledged (commit, answer)", times: acked },
    { what: "beside it: handed over → callback taken (250 ms of them the phone's)", times: told },
  ];
}

/** What the tables say of each text; milliseconds since 1970. */
async function stations(sql: Sql, texts: SentText[]): Promise<Row[]> {
  const sids = texts.map(({ mark }) => `SM${mark.toString(16).padStart(32, "0")}`);
  return await sql<Row[]>`
    select (regexp_match(i.content, '#(\\d+)'))[1]::integer as mark,
      extract(epoch from i.created_at)::float8 * 1000 as stored,
      extract(epoch from t.last_attempted_at)::float8 * 1000 as claimed,
      extract(epoch from o.created_at)::float8 * 1000 as replied,
      extract(epoch from s.last_attempted_at)::float8 * 1000 as send_claimed,
      extract(epoch from p.sending_at)::float8 * 1000 as begun
    from public.messages i
    join public.agent_tasks t on t.id = i.task_id
    join public.messages o on o.conversation_id = i.conversation_id and o.task_id = t.id
      and o.direction = 'outbound'
    join public.agent_tasks s on s.context_type = 'message' and s.context_id = o.id
    join public.message_parts p on p.message_id = o.id
    where i.direction = 'inbound' and i.twilio_message_sid = any (${sids})`;
}
