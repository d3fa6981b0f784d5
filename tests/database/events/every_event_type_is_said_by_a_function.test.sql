begin;
set local search_path = extensions, public;
select plan(2);

-- A function says an event that it names. Two names stand in a table: the word of who would
-- introduce two people is an edge of the introduction's.
create temporary view saying as
  select t.event_type, n.nspname || '.' || p.proname as function
  from private.event_types t, pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('public', 'private', 'worker')
    and (strpos(p.prosrc, quote_literal(t.event_type)) > 0
      or (p.prosrc ~ 'private\.tell\(task, e\.event_type,[^;]+from private\.intro_edges e'
        and t.event_type in (select e.event_type from private.intro_edges e)));

create temporary view catalogued as
  select t.event_type, e.name as function from private.event_types t, unnest(t.emitted_by) e (name);

select is_empty('select * from catalogued except select * from saying',
  'who is named in the catalogue says it');
select is_empty('select * from saying except select * from catalogued',
  'and who says it is named there');

select * from finish();
rollback;
