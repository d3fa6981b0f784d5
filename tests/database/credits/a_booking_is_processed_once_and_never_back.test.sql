begin;
set local search_path = extensions, public;
select plan(5);

create temp table booking as select tests.book_credits(50, processed => false) as id;
create function pg_temp.mark(processed boolean) returns text language sql as $$
  select tests.attempt('postgres', null, format(
    'update public.credit_events set processed = %L where id = %L', processed, id)) from booking
$$;

select is(tests.credit_balance(), 0, 'it is not counted yet');
select is(pg_temp.mark(true), 'allowed', 'it is processed');
select is(pg_temp.mark(true), '23001', 'once');
select is(pg_temp.mark(false), '23001', 'and never unprocessed');
select is(tests.credit_balance(), 50, 'it counts once');

select * from finish();
rollback;
