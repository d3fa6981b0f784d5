begin;
set local search_path = extensions, public;
select plan(6);

insert into public.agent_tasks (tenant_id, task_type, scheduled_for, context_json)
  values ('00000000-0000-4000-8000-000000000001', 'send_sms', now(), '{}');
set constraints all immediate;

create function pg_temp.snooze(at timestamptz, seconds integer default null) returns text
language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'snooze', 'lease',
    worker.claim('sms-sender', 1, at) -> 'turns' -> 0 -> 'lease', 'snooze_seconds', seconds,
    'error', '{"code": "carrier_429", "message": "later"}'::jsonb)), at) -> 0 ->> 'result'
$$;

do $$ begin
  for n in 0 .. 9 loop perform pg_temp.snooze(now() + n * interval '1 hour', 60); end loop;
end $$;
select results_eq('select status, retry_count, snooze_count from public.agent_tasks',
  $$ values ('pending', 0, 10) $$, 'ten snoozes are no retry');
select results_eq('select scheduled_for from public.agent_tasks',
  $$ values (now() + interval '9 hours 1 minute') $$, 'it sleeps as long as it was told');
select is(pg_temp.snooze(now() + interval '10 hours', 99999), 'snoozed', 'up to its age');
select results_eq('select scheduled_for from public.agent_tasks',
  $$ values (now() + interval '11 hours') $$, 'and an hour at most');
select is(pg_temp.snooze(now() + interval '11 hours'), 'dead', 'a text of ten hours is too old');
select results_eq($$
  select reason, attempts, jsonb_array_length(errors) from public.event_dead_letters
$$, $$ values ('too_old', 1, 12) $$, 'and its dead letter says so');

select * from finish();
rollback;
