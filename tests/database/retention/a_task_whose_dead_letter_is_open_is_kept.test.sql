begin;
set local search_path = extensions, public;
select plan(4);

insert into public.agent_tasks
  (tenant_id, task_type, scheduled_for, context_json, status, completed_at, created_by)
select '00000000-0000-4000-8000-000000000001', 'send_sms', '2030-01-01', '{}', 'failed',
  '2030-01-01', word from unnest(array['open', 'replayed', 'discarded']) word;
insert into public.event_dead_letters (tenant_id, task_id, task_type, reason, attempts, errors,
    first_failed_at, last_failed_at, replayed_at, discarded_at, discarded_reason)
  select tenant_id, id, task_type, 'permanent', 1, '[]', now(), now(),
    case created_by when 'replayed' then now() end,
    case created_by when 'discarded' then now() end,
    case created_by when 'discarded' then 'seen' end
  from public.agent_tasks where status = 'failed';

select is(private.retire_tasks('2040-01-01'), 4,
  'what somebody has dealt with is forgotten, the letter with its task');
select is((select count(*) from public.event_dead_letters), 1::bigint, 'one letter is left');
select results_eq('select created_by from public.agent_tasks', array['open'],
  'what can still be replayed is not');
select results_eq('select worker.replay_dead_letter(id) from public.event_dead_letters
  where replayed_at is null and discarded_at is null', array[true], 'ten years later, too');

select * from finish();
rollback;
