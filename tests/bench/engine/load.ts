import type { Sql } from "postgres";
import { FUNCTION, TASK_TYPE } from "./prepare.ts";

export interface Load {
  tenant: number;
  /** Names of its lanes begin here. */
  firstLane: number;
  lanes: number;
  /** Tasks of each lane. */
  each: number;
  /** Whether they wait, or were finished days ago. */
  status: "pending" | "completed";
}

/**
 * Puts tasks there as the engine would have left them, without its triggers: what only has to be
 * there need not be enqueued one by one.
 */
export async function loadTasks(admin: Sql, load: Load): Promise<void> {
  const { tenant, firstLane, lanes, each, status } = load;
  const done = status === "completed";
  await admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`
      insert into private.lanes (lane_key, tenant_id, last_seq, function_name, priority, due)
      select 'request:' || n, bench.tenant(${tenant}::bigint), ${each},
        ${done ? null : FUNCTION}, ${done ? null : 2}::integer,
        ${done ? null : new Date()}::timestamptz
      from generate_series(${firstLane}::integer, ${firstLane + lanes - 1}::integer) n`;
    await tx`
      insert into public.agent_tasks
        (tenant_id, task_type, agent_type, scheduled_for, status, lane_key, seq, context_json,
         result_json, created_at, last_attempted_at, started_at, completed_at, lease_token)
      select bench.tenant(${tenant}::bigint), ${TASK_TYPE}, 'system', at.at, ${status},
        'request:' || lane, nth + 1, jsonb_build_object('lane', lane, 'nth', nth),
        ${done ? "{}" : null}::jsonb, at.at, case when ${done} then at.at end,
        case when ${done} then at.at end, case when ${done} then at.at end,
        case when ${done} then md5(lane || '.' || nth / 10)::uuid end
      from generate_series(0, ${each - 1}::integer) nth
      cross join generate_series(${firstLane}::integer, ${firstLane + lanes - 1}::integer) lane
      cross join lateral (
        select now() - case when ${done} then (${each}::integer - nth) * interval '1 minute'
          else '0' end as at) at`;
  });
}
