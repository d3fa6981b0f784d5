begin;
set local search_path = extensions, public;
select plan(1);

insert into public.senders (id, tenant_id, phone_number, account_sid, auth_token_secret) values
  ('10000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000002',
   '+14155550130', 'AC00000000000000000000000000000003', 'none');
select tests.receive_sms('10000000-0000-4000-8000-000000000002',
  '{"message_sid": "SM1", "from": "+14155550123", "body": "hi"}');
set constraints all immediate;
-- As before the assistant's is deployed.
delete from private.functions where name = 'assistant';

select ok(worker.health() -> 'alarms' ? 'a lane waits for a function that does not exist',
  'a text to a product that is not deployed does not wait in silence');

select * from finish();
rollback;
