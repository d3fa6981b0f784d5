begin;
set local search_path = extensions, public;
select plan(2);

select tests.innovator();
select tests.accepted();
update public.intro_opportunities set status = 'cancelled';
create function pg_temp.book(kind text, amount integer) returns text language sql as $$
  select tests.attempt('postgres', null, format('insert into public.credit_events (tenant_id,
    user_id, event_type, amount, reference_type, reference_id, idempotency_key, processed)
    select tenant_id, connector_user_id, %L, %s, ''intro_opportunity'', id, ''another key'', true
    from public.intro_opportunities', kind, amount))
$$;

select is(pg_temp.book('bounty', 50), '23505', 'what has gone back is not paid as well');
select is(tests.attempt('postgres', null,
  'update public.intro_opportunities set status = ''accepted'''), '23514',
  'and what is over does not begin anew');

select * from finish();
rollback;
