begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform worker.block_person('00000000-0000-4000-8000-000000000021', 'abuse');
end $$;

select is(tests.receive_sms('00000000-0000-4000-8000-000000000011', '{"message_sid": "SM1",
  "from": "+14155550111", "body": "new phone who dis", "new_owner": true}')
  ->> 'unanswered_reason', 'blocked', 'is not answered');
select is(count(*), 1::bigint, 'and is who they were') from public.users;

select * from finish();
rollback;
