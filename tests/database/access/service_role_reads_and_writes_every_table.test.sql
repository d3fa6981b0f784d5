begin;
set local search_path = extensions, public;
select plan((select 2 + count(*)::integer from tests.access where truth like 'public.%'));

do $$ begin perform tests.one_of_each(); end $$;

select is(tests.rows_seen('service', relation), tests.rows_seen(null, relation), relation)
from tests.access where truth like 'public.%';
select is_empty($$
  select relation from tests.access where truth like 'private.%'
    and tests.answer('service', format('select count(*) > 0 from %s', truth)) <> 'true'
$$, 'a summary it reads where it is kept: the view of public asks who signed in');

select is_empty($$
  select a.relation, p.privilege from tests.access a
  cross join unnest(array['select', 'insert', 'update', 'delete']) p (privilege)
  where not has_table_privilege('service_role', 'public.' || a.relation, p.privilege)
$$, 'and it may insert into, update and delete from each');

select * from finish();
rollback;
