begin;
set local search_path = extensions, public;
select plan(3);

select throws_ok(format('update public.tenants set settings = %L', setting), '23514', null, setting)
from unnest(array['{"reply_debunce_ms": 5}', '{"lease_seconds": 5}']) setting;
select is_empty($$ select name from private.settings where by_tenant
  and private.setting(name, null) is distinct from value $$,
  'without a tenant it is the system''s');

select * from finish();
rollback;
