begin;
set local search_path = extensions, public;
select plan(4);

select throws_ok(format('update public.tenants set settings = %L', setting), '23514', null, setting)
from unnest(array['{"phone_identity_days": 0}', '{"archive_months": 1e12}',
  '{"reply_debounce_ms": 0.5}', '{"send_validity_seconds": -1}']) setting;

select * from finish();
rollback;
