begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;

create temp table held as select tests.send_lease() as lease;

update public.senders set paused_at = now(), paused_reason = 'complaints';
select is(tests.begin_part(lease), '{"ok": false, "reason": "paused", "wait_seconds": 60}', 'the number') from held;
update public.senders set paused_at = null, paused_reason = null;
update public.tenants set paused_at = now(), paused_reason = 'a test';
select is(tests.begin_part(lease), '{"ok": false, "reason": "paused", "wait_seconds": 60}', 'the tenant') from held;
update public.tenants set paused_at = null, paused_reason = null;
select is_empty('select * from public.message_parts', 'nothing was begun');
select is(tests.begin_part(lease) -> 'ok', 'true', 'then it goes on') from held;

select * from finish();
rollback;
