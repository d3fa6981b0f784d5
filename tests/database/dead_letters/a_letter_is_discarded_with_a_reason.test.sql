begin;
set local search_path = extensions, public;
select plan(6);

insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:a', now(), '{}'
  from generate_series(1, 3);
set constraints all immediate;
do $$ begin perform private.bury(t, 'permanent', null) from public.agent_tasks t; end $$;
create temp table letter as select id from public.event_dead_letters limit 1;

select ok(worker.discard_dead_letter((select id from letter), 'the number is gone'), 'discarded');
select is((select discarded_reason from public.event_dead_letters
  where discarded_at is not null), 'the number is gone', 'the reason stays');
select is(worker.replay_dead_letter((select id from letter)), false, 'nobody replays it');
select is(worker.discard_dead_letter((select id from letter), 'once more'), false, 'once');
select is(worker.discard_dead_letters('send_sms', 'an outage of last year'), 2, 'or all of a kind');
select is((worker.health() ->> 'dead_letters')::integer, 0, 'none is left to be dealt with');

select * from finish();
rollback;
