import type { Sql } from "postgres";

/** The milliseconds that one answer spent in each hop; null where it has not been. */
export interface Hops {
  who: string;
  texts: number;
  /** From the first text stored until its burst was over. */
  burst: number | null;
  /** From the first text stored to the function's answer to the bell. */
  ring: number | null;
  /** From the moment the turn was due to its lease. */
  claim: number | null;
  model: number | null;
  /** What the turn took besides the model: steps, and the transaction that ended it. */
  finish: number | null;
  /** From the reply written to its first part on the way. */
  send: number | null;
  /** From there to the last part's delivery, as the carrier called back. */
  delivered: number | null;
}

interface Moments {
  who: string;
  texts: number;
  stored_at: Date;
  rung_at: Date | null;
  due_at: Date;
  claimed_at: Date;
  model_ms: number | null;
  completed_at: Date | null;
  sending_at: Date | null;
  delivered_at: Date | null;
}

/** The hops of the turns that answered these texts, in the order of their answers. */
export async function hopsOf(sql: Sql, messageSids: string[]): Promise<Hops[]> {
  const moments = await sql<Moments[]>`
    with answered as (
      select m.task_id, count(*)::integer as texts, min(m.created_at) as stored_at
      from public.messages m
      where m.direction = 'inbound' and m.twilio_message_sid in ${sql(messageSids)}
        and m.task_id is not null
      group by m.task_id
    )
    select coalesce(u.first_name, 'someone') as who, a.texts, a.stored_at,
      t.scheduled_for as due_at, t.last_attempted_at as claimed_at, t.completed_at,
      (select min(r.created) from net._http_response r where r.created >= a.stored_at) as rung_at,
      (select sum(l.latency_ms)::integer from public.agent_actions_log l
        where l.task_id = t.id and l.status = 'settled') as model_ms,
      s.sending_at, s.delivered_at
    from answered a
    join public.agent_tasks t on t.id = a.task_id
    join public.users u on u.id = t.user_id
    left join lateral (
      select min(p.sending_at) as sending_at, max(p.delivered_at) as delivered_at
      from public.messages m join public.message_parts p on p.message_id = m.id
      where m.task_id = t.id and m.direction = 'outbound') s on true
    order by t.completed_at`;
  return moments.map(hops);
}

function hops(at: Moments): Hops {
  const turn = span(at.claimed_at, at.completed_at);
  return {
    who: at.who,
    texts: at.texts,
    burst: span(at.stored_at, at.due_at),
    ring: span(at.stored_at, at.rung_at),
    claim: span(at.due_at, at.claimed_at),
    model: at.model_ms,
    finish: turn === null || at.model_ms === null ? null : Math.max(0, turn - at.model_ms),
    send: span(at.completed_at, at.sending_at),
    delivered: span(at.sending_at, at.delivered_at),
  };
}

function span(from: Date | null, to: Date | null): number | null {
  return from === null || to === null ? null : to.getTime() - from.getTime();
}
