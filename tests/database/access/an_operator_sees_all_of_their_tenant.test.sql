begin;
set local search_path = extensions, public;
select plan((select 3 + 3 * count(*)::integer from tests.access));

do $$ begin perform tests.one_of_each(); end $$;

select is(tests.rows_seen(actor, relation), tests.rows_of_tenant(1, relation),
  format('%s, as %s', relation, actor))
from tests.access, unnest(array['owner', 'operator', 'viewer']) actor;

select is_empty(format('select * from tests.not_refused(%L)', actor),
  format('%s: changes no table', actor))
from unnest(array['owner', 'operator', 'viewer']) actor;

select * from finish();
rollback;
