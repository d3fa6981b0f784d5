import type { SupabaseClient } from "@supabase/supabase-js";
import type { Sql } from "postgres";
import { z } from "zod";
import type { Page } from "../../chat/page.ts";
import type { Check } from "../checks.ts";

interface Story {
  sql: Sql;
  operator: SupabaseClient;
  page: Page;
}

const statistics = z.array(
  z.object({ up: z.number(), down: z.number(), up_share_low: z.coerce.number() }),
);
const report = z.array(z.object({ model_calls: z.number(), cost_usd: z.coerce.number() }));

/** What must be true of the conversation just had, and of what its operator is told of it. */
export async function checksOf({ sql, operator, page }: Story): Promise<Check[]> {
  const [row] = await sql<
    { asked: number; turns: number; answers: number; priced: number; texts: number }[]
  >`select count(*) filter (where m.direction = 'inbound')::integer as asked,
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
  return [
    {
      claim: "every message answered once",
      holds: row.asked === 6 && row.answers <= row.turns,
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
      figure: `${calls} calls, $${cost.toFixed(6)}; the CSV has ${csv.trim().split("\r\n").length - 1} lines`,
    },
    {
      claim: "thumbs are counted, with their interval",
      holds: (thumbs?.up ?? 0) >= 1,
      figure: `${thumbs?.up} up, ${thumbs?.down} down, at least ${((thumbs?.up_share_low ?? 0) * 100).toFixed(0)} %`,
    },
  ];
}
