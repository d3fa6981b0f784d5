begin;
set local search_path = extensions, public;
select plan(2);

select is_empty($$
  select t.event_type, e.name from private.event_types t, unnest(t.emitted_by) e (name)
  where not exists (select from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname || '.' || p.proname = e.name)
$$, 'every function that the catalogue names is there');
select is_empty($$
  select t.event_type from private.event_types t
  where t.emitted_by = '{}' and t.event_type
    not in ('nobody.listens', 'boat.launched', 'echo.heard', 'far.ahead', 'long.ago', 'words.heard')
$$, 'and there is one for every event but the tests'' own');

select * from finish();
rollback;
