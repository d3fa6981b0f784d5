begin;
set local search_path = extensions, public;
select plan(3);

insert into public.event_dead_letters (tenant_id, task_id, task_type, reason, attempts, errors,
    first_failed_at, last_failed_at)
  select '00000000-0000-4000-8000-000000000001', gen_random_uuid(), 'send_sms', 'permanent', 1,
    '[]', now() - interval '1 day', now() - interval '1 day'
  from generate_series(1, 3);
insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  values ('00000000-0000-4000-8000-000000000001', 'send_sms', 'send:a', now(), '{}');
set constraints all immediate;
do $$ begin perform private.bury(t, 'permanent', null) from public.agent_tasks t; end $$;

select is(worker.replay_dead_letters('send_sms', letters_max => 3), 1, 'what can be is replayed');
select is(worker.replay_dead_letters('send_sms', letters_max => 3), 0, 'and then there is no more');
select is(worker.discard_dead_letters('send_sms', 'their people are gone'), 3,
  'the others can be discarded');

select * from finish();
rollback;
