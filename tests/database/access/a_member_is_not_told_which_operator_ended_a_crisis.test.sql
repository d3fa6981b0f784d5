begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.one_of_each(); end $$;

select is(tests.answer('member', format('select %I from public.crisis_events', operator)), '42501',
  operator) from unnest(array['acknowledged_by', 'resolved_by']) operator;
select isnt(tests.answer('member', 'select severity_level from public.crisis_events'), '42501',
  'what was found they do read');
select set_eq($$ select attname::text from pg_catalog.pg_attribute
    where attrelid = 'public.crisis_events'::regclass and attnum > 0 and not attisdropped
      and not has_column_privilege('authenticated', attrelid, attnum, 'select') $$,
  array['acknowledged_by', 'resolved_by'], 'and all else');

select * from finish();
rollback;
