begin;
set local search_path = extensions, public;
select plan(2);

select tests.innovator(60);
create temp table waiting as
  select n, tests.prospect(jsonb_build_object('email', n || '@ark.example')) as id
  from generate_series(1, 4) n;
create function pg_temp.turn(nth integer) returns bigint language plpgsql as $$
begin
  perform private.apply_offer_introduction(u, null, jsonb_populate_record(null::private.leases,
      jsonb_build_object('handles', jsonb_build_object('x1',
        jsonb_build_object('type', 'prospect', 'id', w.id)))), '{"handle": "x1"}')
    from public.users u, waiting w where u.first_name = 'Ada' and w.n = nth;
  set constraints all immediate;
  set constraints all deferred;
  return (select count(*) from public.agent_tasks
    where task_type = 'match_intro_opportunities' and status = 'pending');
end
$$;

select is(pg_temp.turn(1), 1::bigint, 'one is offered, and the next are looked at');
delete from public.agent_tasks where task_type = 'match_intro_opportunities';
select is(pg_temp.turn(2), 0::bigint, 'until the balance does not cover one');

select * from finish();
rollback;
