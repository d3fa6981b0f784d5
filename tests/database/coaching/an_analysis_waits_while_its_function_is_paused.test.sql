begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.coached_person(); end $$;
create function pg_temp.rung() returns bigint language sql as $$
  select rings from private.bells where function_name = 'conversation-analysis'
$$;
create function pg_temp.leased() returns bigint language sql as $$
  select count(*) from private.lease_lanes('conversation-analysis', 1, now())
$$;

update private.functions set paused_at = now(), paused_reason = 'a test'
  where name = 'conversation-analysis';
do $$ begin
  perform tests.say(1, 25);
  perform worker.process_tasks_batch(now() + interval '1 minute');
end $$;
select results_eq($$ select status from public.agent_tasks where task_type = 'analysis_job' $$,
  array['pending'], 'it is asked for, and waits');
select is(pg_temp.rung(), 0::bigint, 'nobody is rung for it');
select is(pg_temp.leased(), 0::bigint, 'and nobody can claim it');

update private.functions set paused_at = null, paused_reason = null
  where name = 'conversation-analysis';
do $$ begin perform worker.process_tasks_batch(now() + interval '1 minute'); end $$;
select is(pg_temp.rung(), 1::bigint, 'the sweep rings for it when the function is there');
select is(pg_temp.leased(), 1::bigint, 'and it can be claimed');

select * from finish();
rollback;
