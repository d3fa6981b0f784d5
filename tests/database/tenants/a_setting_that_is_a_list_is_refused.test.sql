begin;
set local search_path = extensions, public;
select plan(3);

select throws_ok(format('update public.tenants set settings = %L', setting), '23514', null, setting)
from unnest(array['{"reply_debounce_ms": [5]}', '{"reply_debounce_ms": "5"}']) setting;
select lives_ok($$ update public.tenants set settings = '{"reply_debounce_ms": 5}' $$, 'a number');

select * from finish();
rollback;
