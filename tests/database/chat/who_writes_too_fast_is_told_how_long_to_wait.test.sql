begin;
set local search_path = extensions, public;
select plan(7);

do $$ begin
  perform tests.a_page();
  update public.tenants set settings = '{"chat_minute_max": 2, "chat_day_max": 3}'
    where slug = 'harbor-desk';
  perform tests.write(n, '{}') from generate_series(1, 2) n;
  update public.messages set created_at = '2030-01-01 12:00:00+00' where content = 'Message 1';
  update public.messages set created_at = '2030-01-01 12:00:20+00' where content = 'Message 2';
end $$;

select is(tests.write(3, '{}', '2030-01-01 12:00:30+00'),
  '{"refused": "too_many", "rule": "person_minute", "retry_after_seconds": 30}',
  'the third of a minute waits for the first to be a minute old');
select is(tests.write(2, '{}', '2030-01-01 12:00:30+00') -> 'duplicate', 'true',
  'what was stored is stored: to send it again is no hurry');
select is(tests.write(3, '{}', '2030-01-01 12:01:01+00') ->> 'state', 'queued', 'then it is taken');
update public.messages set created_at = '2030-01-01 12:01:01+00' where content = 'Message 3';
select is(tests.write(4, '{}', '2030-01-01 14:00:00+00'),
  '{"refused": "too_many", "rule": "person_day", "retry_after_seconds": 79200}',
  'the fourth of a day waits for the first to be a day old');
update public.tenants set settings = '{"chat_tenant_minute_max": 1}' where slug = 'harbor-desk';
select is(tests.write(5, '{}', '2030-01-01 12:01:31+00') ->> 'rule', 'tenant_minute',
  'a tenant has its minute, too');
select is((select count(*)::integer from tests.page), 3, 'what was refused is not stored');
select is(worker.open_chat('a0000000-0000-4000-8000-000000000002',
  'c0000000-0000-4000-8000-000000000031', gen_random_uuid(), 'hi',
  tests.screen()), '{"refused": "nobody"}',
  'and into another''s conversation nobody writes');

select * from finish();
rollback;
