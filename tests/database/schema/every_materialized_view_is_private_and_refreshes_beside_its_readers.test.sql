begin;
set local search_path = extensions, public;
select plan(4);

create temp view summaries as
  select c.oid, c.relnamespace::regnamespace as room from pg_class c
  where c.relkind = 'm' and c.relnamespace in
    ('public'::regnamespace, 'private'::regnamespace, 'worker'::regnamespace);

select is((select count(*) from summaries), 2::bigint, 'there are two to look at');

select is_empty($$ select oid::regclass from summaries where room <> 'private'::regnamespace $$,
  'a materialized view has no row level security, so it lives in private');

select is_empty($$
  select s.oid::regclass from summaries s where not exists (select from pg_index i
    where i.indrelid = s.oid and i.indisunique and i.indisvalid and i.indpred is null
      and i.indexprs is null)
$$, 'and has a unique index on plain columns, over all its rows');

select lives_ok('select private.refresh_summaries()', 'so that it can be refreshed concurrently');

select * from finish();
rollback;
