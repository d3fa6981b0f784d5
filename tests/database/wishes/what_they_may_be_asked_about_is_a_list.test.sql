begin;
set local search_path = extensions, public;
select plan(3);

create function pg_temp.know(topics jsonb) returns text[] language sql as $$
  select tests.act('set_expertise', jsonb_build_object('topics', topics));
  select expertise from public.users where first_name = 'Grace' $$;

select is(pg_temp.know('["Hulls", " paint ", "hulls"]'), '{Hulls,paint}'::text[], 'each topic once');
select is(pg_temp.know('["sails"]'), '{sails}'::text[], 'a new list replaces the old');
select is(pg_temp.know('[]'), '{}'::text[], 'and may be empty');

select * from finish();
rollback;
