begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin perform tests.one_of_each(); end $$;

create function pg_temp.columns_read(actor text) returns text language sql as $$
  select string_agg(a.attname, ' ' order by a.attnum) from pg_attribute a
  where a.attrelid = 'public.senders'::regclass and a.attnum > 0 and not a.attisdropped
    and tests.answer(actor, format('select %I from public.senders', a.attname))
      is distinct from '42501'
$$;

select is(pg_temp.columns_read(actor),
  'id tenant_id phone_number segments_per_second paused_at paused_reason paused_until created_at', actor)
from unnest(array['owner', 'operator', 'viewer']) actor;
select is(tests.answer(actor, 'select * from public.senders'), '42501', actor || ': not all of it')
from unnest(array['owner', 'operator', 'viewer']) actor;

select * from finish();
rollback;
