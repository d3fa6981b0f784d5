begin;
set local search_path = extensions, public;
select plan(6);

-- Five texts that nobody sent, the first at one o'clock, and a summary.
insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001',
    case n when 6 then 'create_conversation_summary' else 'send_sms' end, 'send:a', now(), '{}'
  from generate_series(1, 6) n;
set constraints all immediate;
do $$ begin
  perform private.bury(t, 'permanent', null) from public.agent_tasks t;
  update public.event_dead_letters d set last_failed_at = '2026-11-21 00:00Z'::timestamptz
    + t.seq * interval '1 hour' from public.agent_tasks t where t.id = d.task_id;
end $$;
create function pg_temp.waiting() returns bigint[] language sql as $$
  select array_agg(seq order by seq) from public.agent_tasks where status = 'pending' $$;

select is(worker.replay_dead_letters('send_sms', '2026-11-21 02:00Z', '2026-11-21 04:00Z'), 2,
  'those that died from two until four');
select is(pg_temp.waiting(), array[7, 8]::bigint[], 'in new places, in their old order');
select is(worker.replay_dead_letters('send_sms', letters_max => 1), 1, 'then the oldest');
select is(worker.replay_dead_letters('send_sms',
  tenant_id => '00000000-0000-4000-8000-000000000002'), 0, 'of another tenant none');
select is(worker.replay_dead_letters('send_sms'), 2, 'then the rest');
select results_eq('select task_type from public.event_dead_letters where replayed_at is null',
  array['create_conversation_summary'], 'and of another kind none');

select * from finish();
rollback;
