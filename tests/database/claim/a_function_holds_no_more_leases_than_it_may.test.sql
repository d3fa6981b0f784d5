begin;
set local search_path = extensions, public;
select plan(3);

update private.functions set leases_max = 3 where name = 'sms-sender';
insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:' || n, now(), '{}'
  from generate_series(1, 5) n;
set constraints all immediate;

select is(jsonb_array_length(worker.claim('sms-sender', 2) -> 'turns'), 2, 'as many as are asked');
select is(jsonb_array_length(worker.claim('sms-sender', 2) -> 'turns'), 1, 'but three in all');
do $$ begin
  perform worker.give_back(array(select token from private.leases limit 2));
end $$;
select is(jsonb_array_length(worker.claim('sms-sender', 8) -> 'turns'), 2,
  'what comes back may be leased again');

select * from finish();
rollback;
