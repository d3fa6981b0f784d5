begin;
set local search_path = extensions, public;
select plan(1);

select is_empty($$
  with keys as (
    select k.conrelid, k.conname, k.conkey,
      -- With the id of the row referred to in it, an index is as narrow as it can be.
      array(
        select r.here from unnest(k.conkey, k.confkey) r (here, there)
        join pg_attribute a on a.attrelid = k.confrelid and a.attnum = r.there
        where cardinality(k.conkey) = 1 or a.attname = 'id') as needed
    from pg_constraint k
    where k.contype = 'f' and k.conparentid = 0
      and k.connamespace in ('public'::regnamespace, 'private'::regnamespace)
  )
  select k.conrelid::regclass, k.conname
  from keys k
  where not exists (
    select 1 from pg_index i
    cross join lateral generate_series(1, i.indnkeyatts) n
    cross join lateral (
      select array_agg(c.attnum) as columns
      from unnest(i.indkey::smallint[]) with ordinality c (attnum, nth) where c.nth <= n) head
    where i.indrelid = k.conrelid and head.columns <@ k.conkey and k.needed <@ head.columns
      -- A partial index serves when all it leaves out are rows that refer to nothing.
      and (i.indpred is null or exists (
        select 1 from pg_attribute a
        where a.attrelid = k.conrelid and a.attnum = any (k.needed)
          and pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname))))
$$, 'an index leads with the columns of every foreign key');

select * from finish();
rollback;
