import type { Sql } from "postgres";

/** The benches' own function, task type and event, in tenants of their own. */
export const FUNCTION = "bench";
export const TASK_TYPE = "bench";
export const EVENT = "bench.asked";

const PREPARE = `
  create schema bench;
  create function bench.tenant(nth bigint) returns uuid
  language sql immutable parallel safe as $$ select md5('tenant' || nth)::uuid $$;
  create function bench.person(nth bigint) returns uuid
  language sql immutable parallel safe as $$ select md5('person' || nth)::uuid $$;
  insert into private.functions (name) values ('${FUNCTION}');
  insert into private.bells (function_name) values ('${FUNCTION}');
  insert into private.task_types (task_type, function_name, agent_type, lane_kind, description)
    values ('${TASK_TYPE}', '${FUNCTION}', 'system', 'request', 'does nothing, for the bench');
  insert into private.event_types (event_type, emitted_by, payload, description)
    values ('${EVENT}', '{}', '{"user_id": "uuid", "lane": "count", "nth": "count"}', 'the bench asks');
  insert into private.routes (event_type, task_type, description)
    values ('${EVENT}', '${TASK_TYPE}', 'is asked for by the bench')`;

export interface Setting {
  tenants: number;
  /** Of the first tenant; a lane each, for tasks that come by an event. */
  people: number;
}

/** Readies a database with this project's schema for the benches' tasks. */
export async function prepareEngine(admin: Sql, { tenants, people }: Setting): Promise<void> {
  await admin.unsafe(PREPARE).simple();
  await admin`
    insert into public.tenants (id, slug, name, product)
    select bench.tenant(n), 'bench-' || n, 'Bench ' || n, 'network'
    from generate_series(0, ${tenants - 1}::integer) n`;
  await admin`
    insert into public.users (id, tenant_id, phone_number)
    select bench.person(n), bench.tenant(0), '+1213555' || lpad(n::text, 4, '0')
    from generate_series(0, ${people - 1}::integer) n`;
  await admin`vacuum (analyze)`;
}

/** How many tasks of a lane one claim takes. */
export async function setBatch(admin: Sql, batch: number): Promise<void> {
  await admin`update private.functions set batch_max = ${batch} where name = ${FUNCTION}`;
}

/** Takes away every task, lane, lease and event: the next measure starts from nothing. */
export async function clearEngine(admin: Sql): Promise<void> {
  await admin`truncate public.agent_tasks, public.events, private.lanes, private.leases,
    net.http_request_queue cascade`;
  await admin`update private.bells set pending = false, rung_at = null`;
  await admin`vacuum (analyze) private.bells`;
}
