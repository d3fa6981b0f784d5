begin;
set local search_path = extensions, public;
select plan(4);

insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', lane, now() + wait, '{}'
  from (values ('send:late', interval '-1 minute'), ('send:now', '0'), ('send:soon', '1 second'))
    t (lane, wait);
set constraints all immediate;

create function pg_temp.claim(at timestamptz) returns setof text language sql as $$
  select t ->> 'lane_key' from jsonb_array_elements(worker.claim('sms-sender', 8, at) -> 'turns') t
$$;

select set_eq('select pg_temp.claim(now())', array['send:late', 'send:now'],
  'lanes whose time has come');
select is_empty('select pg_temp.claim(now())', 'once: a leased lane is nobody else''s');
select set_eq('select pg_temp.claim(now() + interval ''1 second'')', array['send:soon'],
  'the third when its time has come');
select results_eq('select count(*), count(distinct lane_key) from private.leases',
  'values (3::bigint, 3::bigint)', 'every lane has one lease');

select * from finish();
rollback;
