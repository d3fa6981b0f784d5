begin;
set local search_path = extensions, public;
select plan((select 1 + count(*)::integer from tests.access));

do $$ begin perform tests.one_of_each(); end $$;
insert into public.operators (tenant_id, auth_id, role)
  select '00000000-0000-4000-8000-000000000002', auth_id, 'owner'
  from tests.actors where actor = 'member';

select is(tests.rows_seen('member', relation),
  tests.own_rows('member', relation) || tests.rows_of_tenant(2, relation), relation)
from tests.access;
select is_empty($$ select * from tests.not_refused('member') $$, 'and changes nothing');

select * from finish();
rollback;
