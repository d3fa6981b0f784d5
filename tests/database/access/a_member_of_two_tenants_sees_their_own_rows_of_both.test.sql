begin;
set local search_path = extensions, public;
select plan((select 1 + count(*)::integer from tests.access));

do $$ begin perform tests.one_of_each(); end $$;

select is(tests.rows_seen('member of two tenants', relation),
  tests.own_rows('member of two tenants', relation), relation)
from tests.access;
select is_empty($$ select * from tests.not_refused('member of two tenants') $$,
  'and changes nothing');

select * from finish();
rollback;
