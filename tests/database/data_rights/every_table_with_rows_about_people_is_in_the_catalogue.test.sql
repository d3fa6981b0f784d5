begin;
set local search_path = extensions, public;
select plan(4);

-- Whatever has a key to a person, however far, or a column that is named after one.
create temp view about_people as
  with recursive keys as (
    select k.conrelid, k.confrelid from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and not c.relispartition and k.conrelid <> k.confrelid
      and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
  ),
  reached as (
    select 'public.users'::regclass::oid as relation
    union
    select k.conrelid from keys k join reached r on r.relation = k.confrelid
  )
  select n.nspname || '.' || c.relname as relation
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'private') and c.relkind in ('r', 'p') and not c.relispartition
    and (c.oid in (select r.relation from reached r) or exists (select from pg_attribute a
      where a.attrelid = c.oid and a.attname ~ '(^|_)users?(_id)?s?(_|$)' and a.atttypid in
        ('uuid'::regtype, 'uuid[]'::regtype)));

select set_eq('select relation from about_people', 'select relation from private.personal_data',
  'each is handed out, or there is a reason why not');
select is_empty($$ select relation from private.personal_data
  where whose is null and length(reason) < 20 $$, 'and that is a sentence');
select is_empty($$ select p.relation, h from private.personal_data p, unnest(p.hidden) h
  where not exists (select from pg_attribute a where a.attrelid = p.relation::regclass
    and a.attname = h) $$, 'what is hidden is there');
do $$ begin
  perform format('select 1 from %s r where %s', relation, replace(whose, '$1', 'null::uuid'))
    from private.personal_data where whose is not null;
end $$;
select lives_ok($$ select worker.export_rows(r.id, p.relation, 0) from private.personal_data p, (
  select gen_random_uuid() as id) r where p.whose is not null $$, 'every condition can be asked');

select * from finish();
rollback;
