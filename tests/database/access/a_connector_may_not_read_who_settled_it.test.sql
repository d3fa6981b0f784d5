begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.one_of_each(); end $$;

create function pg_temp.columns_kept(actor text) returns text language sql as $$
  select string_agg(a.attname, ' ' order by a.attnum) from pg_attribute a
  where a.attrelid = 'public.intro_opportunities'::regclass and a.attnum > 0 and not a.attisdropped
    and tests.answer(actor, format('select %I from public.intro_opportunities', a.attname)) = '42501'
$$;

select is(pg_temp.columns_kept(actor), 'prospect_linkedin_url settled_by settled_reason',
  actor || ': neither whose word it was, nor a profile that somebody else brought')
from unnest(array['member', 'owner', 'operator', 'viewer']) actor;
select is(tests.answer(actor, 'select * from public.intro_opportunities'), '42501',
  actor || ': not all of it')
from unnest(array['member', 'owner', 'operator', 'viewer']) actor;

select * from finish();
rollback;
