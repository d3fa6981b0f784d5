begin;
set local search_path = extensions, public;
select plan(5);

create function pg_temp.told() returns bigint language sql as $$
  select count(*) from public.message_queue where subject = 'low_balance'
$$;
select tests.book_credits(100), tests.book_credits(-60);
select is(pg_temp.told(), 0::bigint, 'who offers nothing needs none');
select tests.offers_a_solution();
select tests.book_credits(20), tests.book_credits(-5);
select is(pg_temp.told(), 0::bigint, 'enough is enough');
select tests.book_credits(-6);
select is(pg_temp.told(), 1::bigint, 'now it is low');
select tests.book_credits(50), tests.book_credits(-50), tests.book_credits(-1);
select is(pg_temp.told(), 1::bigint, 'and not told again for days');
select is((select message_data ->> 'text' ~ 'run low' from public.message_queue), true,
  'in words for their agent');

select * from finish();
rollback;
