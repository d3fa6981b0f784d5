import type { Sql } from "postgres";
import { EVENT, TASK_TYPE } from "./prepare.ts";

/** One piece of work: the `nth` of its lane, counted from 0. */
export interface Job {
  lane: number;
  nth: number;
  tenant?: number;
}

/** Rows that one statement inserts. */
const ROWS_MAX = 1_000;

/** The order in which many lanes are written to in turn. */
export function jobs(lanes: number, each: number): Job[] {
  return Array.from({ length: lanes * each }, (_, at) => ({
    lane: at % lanes,
    nth: Math.floor(at / lanes),
  }));
}

/** As a function of this project does it: one statement, a commit of its own. */
export async function addTask(sql: Sql, { lane, nth, tenant = 0 }: Job): Promise<void> {
  await sql`
    insert into public.agent_tasks
      (tenant_id, task_type, scheduled_for, lane_key, context_json, trace_id)
    values (md5('tenant' || ${tenant}::bigint)::uuid, ${TASK_TYPE}, now(),
      'request:' || ${lane}::bigint, ${sql.json({ lane, nth })}, gen_random_uuid())`;
}

export async function addTasks(sql: Sql, many: readonly Job[]): Promise<void> {
  for (let from = 0; from < many.length; from += ROWS_MAX) {
    const some = many.slice(from, from + ROWS_MAX).map(({ tenant = 0, lane, nth }) => ({
      tenant,
      lane,
      nth,
    }));
    await sql`
      insert into public.agent_tasks
        (tenant_id, task_type, scheduled_for, lane_key, context_json)
      select md5('tenant' || j.tenant)::uuid, ${TASK_TYPE}, now(), 'request:' || j.lane,
        jsonb_build_object('lane', j.lane, 'nth', j.nth)
      from jsonb_to_recordset(${sql.json(some)}) as j (tenant bigint, lane bigint, nth bigint)`;
  }
}

/** The fact, whose route makes the task: in the lane of this person. */
export async function tellEvent(sql: Sql, { lane, nth }: Job): Promise<void> {
  await sql`
    insert into public.events (tenant_id, event_type, payload)
    values (md5('tenant0')::uuid, ${EVENT}, jsonb_build_object(
      'user_id', md5('person' || ${lane}::bigint)::uuid, 'lane', ${lane}::bigint, 'nth', ${nth}::bigint))`;
}
