begin;
set local search_path = extensions, public;
select plan(5);

select tests.innovator();
select tests.offer_for(tests.prospect()), tests.offer_for(tests.prospect('{"first_name": "Shem"}'));
update public.intro_opportunities set expires_at = now()
  - case when prospect_name ~ '^Noah' then interval '2 days' else interval '1 day' end;
update private.settings set value = 1, least = 1 where name = 'intro_batch';
create function pg_temp.woken() returns text language plpgsql as $$
begin
  perform worker.wake_introductions();
  set constraints all immediate;
  set constraints all deferred;
  return (select string_agg(i.prospect_name, ', ') from public.agent_tasks t
    join public.intro_opportunities i on i.id = t.context_id
    where t.task_type = 'advance_introduction' and t.status = 'pending');
end
$$;
create function pg_temp.die() returns void language sql as $$
  select worker.finish((select jsonb_agg(jsonb_build_object('lease', t -> 'lease', 'outcome',
      'failed', 'error', jsonb_build_object('code', 'internal'))) from jsonb_array_elements(
    worker.claim('intro-agent', 8, clock_timestamp() + interval '10 s') -> 'turns') t))
$$;

select is(pg_temp.woken(), 'Noah Lamech', 'who waits longest goes first');
select pg_temp.die();
select is(count(*), 1::bigint, 'and dies') from public.event_dead_letters
  where task_type = 'advance_introduction';
select is(pg_temp.woken(), 'Shem Lamech', 'the next goes on');
select pg_temp.die();
select is(pg_temp.woken(), null, 'none is woken while an operator has not seen to it');
update public.event_dead_letters set discarded_at = now(), discarded_reason = 'mended';
select is(pg_temp.woken(), 'Noah Lamech', 'then it is');

select * from finish();
rollback;
