begin;
set local search_path = extensions, public;
select plan(7);

do $$ begin perform tests.somebody_everywhere(); end $$;
create temp table opened as
  select worker.begin_export(null, 'a0000000-0000-4000-8000-000000000077', null) as said;
create temp table file as
  select p.relation, p.hidden, worker.export_rows((o.said ->> 'request_id')::uuid, p.relation, 0)
    as rows
  from opened o, private.personal_data p where p.whose is not null;

select set_eq($$ select jsonb_array_elements_text(said -> 'relations') from opened $$,
  'select relation from file', 'every table of the catalogue is named to whoever fetches them');
select is_empty('select relation from file where coalesce(jsonb_array_length(rows), 0) = 0',
  'and each hands out what it has');
select is_empty($$ select f.relation, h from file f, unnest(f.hidden) h,
  jsonb_array_elements(f.rows) r where r ? h $$, 'without what is hidden');
-- The screen's findings are kept from operators, not from whom they are about.
select bag_eq($$ select f.relation, a.attname::text from file f
  join pg_attribute a on a.attrelid = f.relation::regclass and a.attnum > 0 and not attisdropped
  where has_any_column_privilege('authenticated', f.relation::regclass, 'select')
    and not has_column_privilege('authenticated', f.relation::regclass, a.attnum, 'select')
    and a.attname <> all (f.hidden) $$, $$ values ('public.messages', 'screen') $$,
  'and without what nobody may read who is signed in');
select is_empty($$ select f.relation, u.first_name from file f, public.users u
  where u.phone_number <> '+14155550177' and (position(u.phone_number in f.rows::text) > 0
    or position(u.email in f.rows::text) > 0) $$, 'nobody else''s number or address is in it');
select is_empty($$ select f.relation, c.key from file f, jsonb_array_elements(f.rows) r,
  jsonb_each_text(r) c where c.value in (select id::text from auth.users) $$,
  'and no id of a sign-in, an operator''s who saw to them, say');
select is_empty($$ select f.relation, k from file f, jsonb_array_elements(f.rows) r,
  jsonb_object_keys(r) k where k ~ 'token|secret|hash' and k !~ '_tokens$|^token_count$|^prompt_hash$' $$,
  'and no key to anything');

select * from finish();
rollback;
