import { compare } from "../compare.ts";
import type { Explained } from "../plan.ts";
import type { Line } from "./lines.ts";
import { MEMBER, PAGES } from "./own-messages.ts";
import { type Actor, prepare, run, type Statement } from "./statement.ts";

const WORKER: Actor = { role: "service_role" };
const OPERATOR: Actor = { role: "authenticated", signIn: "bench.id('operator', 0)" };

/** Threads by what they wait for (bench.state); there are 20 of each kind in the small database. */
const ANY = "n % 100";
const NEWS = "n % 20 * 5 + 2";
const NEWS_ROUND = 20;
/** Lanes that are claimed in one round, of the 40 that are due in the small database. */
const CLAIMS = 5;

const CLAIMED = (agent: string) => `
  insert into bench.turns (nth, turn)
    select t.nth - 1, t.turn from jsonb_array_elements(
      worker.claim('${agent}', ${CLAIMS}) -> 'turns') with ordinality t (turn, nth)`;

const HOT: Record<string, Statement> = {
  "a number's thread (find_thread)": {
    as: WORKER,
    perform: `private.find_thread(s, bench.phone(${ANY}), false, now())
      from public.senders s where s.id = bench.id('sender', (${ANY}) / 5 % 2)`,
  },
  "a text arrives (receive_sms)": {
    as: WORKER,
    perform: `worker.receive_sms(bench.id('sender', (${ANY}) / 5 % 2), jsonb_build_object(
      'message_sid', bench.sid('new', n, 0), 'from', bench.phone(${ANY}), 'body', 'Hello',
      'screen', '{"version": "bench", "severity": "none"}'::jsonb))`,
  },
  "a text arrives twice (receive_sms)": {
    as: WORKER,
    perform: `worker.receive_sms(bench.id('sender', (${ANY}) / 5 % 2), jsonb_build_object(
      'message_sid', bench.sid('text', ${ANY}, 1 + (bench.state(${ANY}) = 'answer')::integer),
      'from', bench.phone(${ANY}), 'body', 'Hello',
      'screen', '{"version": "bench", "severity": "none"}'::jsonb))`,
  },
  "the lanes that are due (due_lanes)": {
    as: WORKER,
    perform: "count(*) from private.due_lanes('concierge', 12, now())",
  },
  "a lane's next task (lane_head)": {
    as: WORKER,
    perform: `count(*) from private.lane_head(
      'conversation:' || bench.id('thread', n % 20 * 5)::text)`,
  },
  "the last 20 of a thread (messages_view)": {
    as: WORKER,
    perform: `private.messages_view(c.id, c.last_position - 20)
      from public.conversations c where c.id = bench.id('thread', ${ANY})`,
  },
  "a lane is claimed, with context (claim)": {
    as: WORKER,
    perform: "worker.claim('concierge', 1)",
    times: CLAIMS,
  },
  "texts are accounted for (account_for)": {
    as: WORKER,
    perform: `private.account_for(t, jsonb_populate_record(null::private.leases,
        '{"answers_from": 0, "watermark": 1000000}'), null)
      from public.agent_tasks t
      where t.lane_key = 'conversation:' || bench.id('thread', n % 20 * 5)::text
        and t.status = 'pending'`,
    times: NEWS_ROUND,
  },
  "a turn ends (finish)": {
    as: WORKER,
    before: CLAIMED("concierge"),
    perform: `worker.finish(jsonb_build_array(jsonb_build_object(
        'lease', t.turn ->> 'lease', 'outcome', 'done',
        'actions', '[{"type": "reply", "input": {"text": "See you at nine."}}]'::jsonb,
        'call', jsonb_build_object('id', t.turn -> 'context' -> 'call' ->> 'id', 'outcome', 'answered',
          'model', 'claude-sonnet-5-5', 'input_tokens', 2000, 'output_tokens', 50))))
      from bench.turns t where t.nth = n`,
    times: CLAIMS,
  },
  "the last look at a text (begin_send)": {
    as: WORKER,
    before: CLAIMED("sms-sender"),
    perform: `worker.begin_send((t.turn ->> 'lease')::uuid,
        (t.turn -> 'tasks' -> 0 ->> 'id')::uuid,
        '{"index": 0, "count": 1, "body": "words", "encoding": "GSM-7", "segments": 1}')
      from bench.turns t where t.nth = n`,
    times: CLAIMS,
  },
  "the carrier's news (receive_status)": {
    as: WORKER,
    perform: `worker.receive_status('AC' || md5('account' || ((${NEWS}) / 5 % 2)::text),
      bench.sid('text', ${NEWS}, 100), 'delivered')`,
    times: NEWS_ROUND,
  },
  "its parts make a text (refresh_message)": {
    as: WORKER,
    perform: `private.refresh_message(bench.id('text', ${NEWS}, 100))`,
    times: NEWS_ROUND,
  },
  "a text's trace (trace)": {
    as: WORKER,
    perform: `count(*) from worker.trace(bench.id('trace', ${ANY}, 50))`,
  },
  "an operator's unprocessed events": {
    as: OPERATOR,
    perform: `coalesce(json_agg(r), '[]') from (select id, event_type, created_at
      from public.events where not processed order by created_at limit 20) r`,
  },
};

/** Each query that runs per text, and the member's own, in a small database and in a large one. */
export async function compareSizes(
  small: Explained,
  large: Explained,
  rounds: number,
): Promise<Line[]> {
  const lines: Line[] = [];
  const member = PAGES.map(({ what, member }): [string, Statement] => [
    `member: ${what}`,
    { as: MEMBER, perform: member },
  ]);
  for (const [nth, [what, statement]] of [...Object.entries(HOT), ...member].entries()) {
    const name = `hot_${nth}`;
    for (const { sql } of [small, large]) await prepare(sql, name, statement);
    const comparison = await compare(
      () => run(small.sql, name, statement),
      () => run(large.sql, name, statement),
      rounds,
    );
    const once = { ...statement, times: 1 };
    const before = await small.explain(() => run(small.sql, name, once));
    const plans = await large.explain(() => run(large.sql, name, once));
    lines.push({ what, comparison, plans, baselinePages: before.pages });
  }
  return lines;
}
