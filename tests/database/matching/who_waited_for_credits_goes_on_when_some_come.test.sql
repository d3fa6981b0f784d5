begin;
set local search_path = extensions, public;
select plan(8);

select tests.innovator(60);
select tests.colleague(1), tests.colleague(2);
create temp table waiting as
  select tests.prospect(jsonb_build_object('email', n || '@ark.example')) as id
  from generate_series(1, 3) n;
create function pg_temp.offered() returns text language sql as $$
  select string_agg(tests.offer_for(p.id), ' ' order by p.email) from public.prospects p
    where p.match_at <= now()
$$;
create function pg_temp.buy() returns void language sql as $$
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, processed)
    select tenant_id, user_id, 'purchase', 60, 'innovator', id, 'more', true from public.innovators
    where id = 'c3000000-0000-4000-8000-000000000001'
$$;
create temp view queued as select count(*) from public.agent_tasks
  where task_type = 'match_intro_opportunities' and status = 'pending';

select is(pg_temp.offered(), 'offered not_covered not_covered', 'of 60 credits 50 are enough for one');
select results_eq('table queued', array[0::bigint], 'the others wait');
savepoint waiting;
select pg_temp.buy();
set constraints all immediate;
select results_eq('table queued', array[1::bigint], 'until some come');
select is(pg_temp.offered(), 'offered not_covered', 'then they go on, as far as these reach');
rollback to waiting;

update public.intro_opportunities set status = 'declined';
set constraints all immediate;
select results_eq('table queued', array[1::bigint], 'or until some are free again');
select is(pg_temp.offered(), 'offered not_covered not_covered', 'for who is due first');
rollback to waiting;
update public.prospects set match_at = now() + interval '20 days', waits_for_credits = false
  where waits_for_credits;
select pg_temp.buy();
set constraints all immediate;
select results_eq('table queued', array[0::bigint], 'who waits for something else');
select is(pg_temp.offered(), null, 'goes on waiting');

select * from finish();
rollback;
