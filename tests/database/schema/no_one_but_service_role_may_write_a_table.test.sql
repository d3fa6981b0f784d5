begin;
set local search_path = extensions, public;
select plan(3);

create temp view rights as
  select c.oid::regclass as relation, c.relnamespace::regnamespace as room, r.role, p.privilege
  from pg_class c
  cross join (values ('anon'), ('authenticated')) r (role)
  cross join (values ('select'), ('insert'), ('update'), ('delete'), ('truncate'), ('references'),
    ('trigger')) p (privilege)
  where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
    and c.relkind in ('r', 'p', 'v', 'm')
    and (has_table_privilege(r.role, c.oid, p.privilege)
      or p.privilege in ('select', 'insert', 'update', 'references')
        and has_any_column_privilege(r.role, c.oid, p.privilege));

select is_empty('select * from rights where role = ''anon''',
  'a visitor has no right on any table');
select is_empty('select * from rights where privilege <> ''select''',
  'who is signed in may only read');
select is_empty('select * from rights where room = ''private''::regnamespace',
  'and nothing of the engine''s own tables');

select * from finish();
rollback;
