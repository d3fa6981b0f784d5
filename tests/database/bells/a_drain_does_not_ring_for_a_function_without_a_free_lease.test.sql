begin;
set local search_path = extensions, public;
select plan(2);

update private.functions set leases_max = 1 where name = 'sms-sender';
insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:' || n, now(), '{}'
  from generate_series(1, 2) n;
set constraints all immediate;
do $$ begin
  perform worker.claim('sms-sender', 1);
  perform worker.answer_bell('sms-sender');
end $$;

select is(worker.ring_on('sms-sender'), false, 'nobody could claim what is due');
do $$ begin perform worker.give_back(array(select token from private.leases)); end $$;
update private.bells set pending = false;
select is(worker.ring_on('sms-sender'), true, 'now somebody can');

select * from finish();
rollback;
