import type { SupabaseClient } from "@supabase/supabase-js";
import type { Sql } from "postgres";
import { z } from "zod";
import type { Page } from "../../chat/page.ts";
import type { Check } from "../checks.ts";

interface Story {
  sql: Sql;
  operator: SupabaseClient;
  page: Page;
  /** Another conversation, in which nothing but the limits answered. */
  later: Page;
  /** What somebody was answered who wrote too fast. */
  tooFast: number;
  say(line: string): void;
}

const statistics = z.array(
  z.object({
    up: z.number(),
    down: z.number(),
    up_share_low: z.coerce.number(),
    up_share_high: z.coerce.number(),
  }),
);
const report = z.array(z.object({ model_calls: z.number(), cost_usd: z.coerce.number() }));

/** What must be true of the conversation just had, and of what its operator is told of it. */
export async function checksOf(story: Story): Promise<Check[]> {
  const { sql, operator, page, say } = story;
  const [row] = await sql<
    { asked: number; open: number; turns: number; answers: number; priced: number; texts: number }[]
  >`select count(*) filter (where m.direction = 'inbound')::integer as asked,
      count(*) filter (where m.direction = 'inbound' and m.task_id is null)::integer as open,
      count(distinct m.task_id) filter (where m.direction = 'inbound')::integer as turns,
      count(*) filter (where m.direction = 'outbound')::integer as answers,
      count(*) filter (where m.direction = 'outbound' and m.latency_ms is not null
        and m.message_metadata ? 'model')::integer as priced,
      (select count(*)::integer from public.agent_tasks t where t.task_type = 'send_sms'
        and t.context_id in (select o.id from public.messages o
          where o.conversation_id = ${page.conversation})) as texts
    from public.messages m where m.conversation_id = ${page.conversation}`;
  if (row === undefined) throw new Error("the database counted nothing");
  const [log] = await sql<{ calls: number; cost: string; tenant: string }[]>`
    select count(*)::integer as calls, coalesce(sum(l.cost_usd), 0) as cost,
      min(l.tenant_id::text) as tenant
    from public.agent_actions_log l join public.users u on u.id = l.user_id and not u.is_test
    where l.tenant_id = (select c.tenant_id from public.conversations c
        where c.id = ${page.conversation}) and l.status = 'settled' and l.attempts > 0
      and l.created_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'`;
  const today = new Date().toISOString().slice(0, 10);
  const days = { tenant_id: log?.tenant, since: today, until: today };
  const usage = report.parse((await operator.rpc("usage_report", { ...days, by: "user" })).data);
  const calls = usage.reduce((sum, { model_calls }) => sum + model_calls, 0);
  const cost = usage.reduce((sum, { cost_usd }) => sum + cost_usd, 0);
  const [thumbs] = statistics.parse((await operator.rpc("feedback_statistics", days)).data);
  const csv = z.string().parse((await operator.rpc("export_usage", days)).data);
  const [header = "", ...lines] = csv.trim().split("\r\n");
  say("\noperator ◂ the day as a file");
  for (const line of [header, ...lines]) say(`           ${line}`);
  const limits = await sql<{ words: string }[]>`select m.content as words from public.messages m
    where m.conversation_id = ${story.later.conversation} and m.direction = 'outbound'`;
  return [
    {
      claim: "every message answered once",
      holds: row.asked === 6 && row.open === 0 && row.answers === row.turns,
      figure: `${row.asked} messages in ${row.turns} turns, ${row.answers} answers`,
    },
    {
      claim: "each answer says what it cost and how long it took",
      holds: row.priced === row.answers && row.texts === 0,
      figure: `${row.priced} of ${row.answers}, ${row.texts} texts to a carrier`,
    },
    {
      claim: "usage equals the log",
      holds: calls === log?.calls && Math.abs(cost - Number(log.cost)) < 1e-6,
      figure: `${calls} calls, $${cost.toFixed(6)}`,
    },
    {
      claim: "thumbs are counted, with their interval, without what was taken back",
      holds: thumbs?.up === 1 && thumbs.down === 1,
      figure: `${thumbs?.up} up, ${thumbs?.down} down; the share of up is between ${percent(thumbs?.up_share_low)} and ${percent(thumbs?.up_share_high)} (95 %)`,
    },
    {
      claim: "limits are told, and cost nothing",
      holds: story.tooFast === 429 && limits.length === 1 && /limit/.test(limits[0]?.words ?? ""),
      figure: `${story.tooFast} to who wrote too fast, and plain words when the day was spent`,
    },
  ];
}

function percent(share: number | undefined): string {
  return `${((share ?? 0) * 100).toFixed(0)} %`;
}
