begin;
set local search_path = extensions, public;
select plan(2);

select tests.receive_sms('00000000-0000-4000-8000-000000000011',
  '{"message_sid": "SM1", "from": "+14155550123", "body": "hi"}');
set constraints all immediate;
update private.lanes set due = now() - interval '10 minutes';
select worker.answer_bell('bouncer');
update public.tenants set paused_at = now(), paused_reason = 'a test' where slug = 'yachtparty';

select is(worker.ring_on('bouncer'), false, 'a drain that ends rings for nothing it may not claim');
select is(worker.health() -> 'oldest_due_seconds', 'null', 'and nothing is overdue');

select * from finish();
rollback;
