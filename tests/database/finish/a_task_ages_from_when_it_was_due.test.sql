begin;
set local search_path = extensions, public;
select plan(12);

insert into public.agent_tasks (tenant_id, task_type, scheduled_for, created_at, context_json)
  values ('00000000-0000-4000-8000-000000000001', 'send_sms', now(),
    now() - interval '1 month', '{}');
set constraints all immediate;

create function pg_temp.snooze(at timestamptz) returns text language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'snooze', 'lease',
    worker.claim('sms-sender', 1, at) -> 'turns' -> 0 -> 'lease')), at) -> 0 ->> 'result'
$$;

select is(pg_temp.snooze(now()), 'snoozed', 'asked for a month ago, due now: it may be put off');
select is(pg_temp.snooze(now() + n * interval '1 hour'), 'snoozed', 'and again, after ' || n)
  from generate_series(1, 10) n;
select is(pg_temp.snooze(now() + interval '11 hours'), 'dead', 'until it is too old');

select * from finish();
rollback;
