begin;
set local search_path = extensions, public;
select plan(2);

-- As a drain that is full claims: one lane whenever one of its own is done. How many turns of
-- others there were before that of the lane named so.
create function pg_temp.turns_before(name text) returns integer language plpgsql as $$
declare turn jsonb; turns integer := 0;
begin
  set constraints all immediate;
  loop
    turn := worker.claim('sms-sender', 1) -> 'turns' -> 0;
    exit when turn ->> 'lane_key' = name or turn is null;
    turns := turns + 1;
    update public.agent_tasks set status = 'completed', completed_at = now()
      where lease_token = (turn ->> 'lease')::uuid and status = 'processing';
    perform worker.finish(jsonb_build_array(
      jsonb_build_object('lease', turn -> 'lease', 'outcome', 'done')));
  end loop;
  return turns;
end $$;
update private.functions set batch_max = 1 where name = 'sms-sender';

insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', l, now() - s, '{}'
  from (select 'send:busy', interval '1 hour' from generate_series(1, 100)
    union all select 'send:quiet', interval '1 second') t (l, s);
select cmp_ok(pg_temp.turns_before('send:quiet'), '<=', 1,
  'who was served goes behind those who wait');

insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  select '00000000-0000-4000-8000-000000000001', 'send_sms', 'send:' || n,
    now() - interval '2 hours', '{}'
  from generate_series(1, 200) n;
insert into public.agent_tasks (tenant_id, task_type, lane_key, scheduled_for, context_json)
  values ('00000000-0000-4000-8000-000000000002', 'send_sms', 'send:theirs', now(), '{}');
select cmp_ok(pg_temp.turns_before('send:theirs'), '<', 100,
  'and a tenant with one lane is not kept waiting by one with hundreds');

select * from finish();
rollback;
