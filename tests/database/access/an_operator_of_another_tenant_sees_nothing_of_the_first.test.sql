begin;
set local search_path = extensions, public;
select plan((select 1 + count(*)::integer from tests.access));

do $$ begin perform tests.one_of_each(); end $$;

select is(tests.rows_seen('operator of another tenant', relation),
  tests.rows_of_tenant(2, relation), relation)
from tests.access;
select is_empty($$ select * from tests.not_refused('operator of another tenant') $$,
  'and changes nothing');

select * from finish();
rollback;
