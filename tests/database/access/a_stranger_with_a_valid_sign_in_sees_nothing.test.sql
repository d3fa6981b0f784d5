begin;
set local search_path = extensions, public;
select plan((select 1 + count(*)::integer from tests.access));

do $$ begin perform tests.one_of_each(); end $$;

select is(tests.rows_seen('stranger', relation),
  '{}', relation)
from tests.access;
select is_empty($$ select * from tests.not_refused('stranger') $$,
  'nor changes anything');

select * from finish();
rollback;
