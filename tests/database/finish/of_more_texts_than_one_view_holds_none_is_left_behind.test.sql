begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
      'message_sid', 'SM' || n, 'from', '+14155550123', 'body', n::text))
    from generate_series(1, 205) n;
  set constraints all immediate;
end $$;
create function pg_temp.play() returns text language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'done', 'lease',
    worker.claim('bouncer', 1, now() + interval '1 minute') -> 'turns' -> 0 -> 'lease')))
    -> 0 ->> 'result'
$$;

select results_eq('select pg_temp.play() from generate_series(1, 3)',
  array['stale', 'finished', 'finished'], 'two hundred, then five');
select is((select count(*) from public.messages where task_id is null), 0::bigint,
  'each has its answer');
select results_eq('select distinct status from public.agent_tasks where task_type = ''reply''',
  array['completed'], 'nothing waits any more');
select is_empty('select * from public.events where not processed', 'and every event is over');

select * from finish();
rollback;
