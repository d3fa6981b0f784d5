begin;
set local search_path = extensions, public;
select plan(2);

update public.users set is_active = false;
do $$ begin
  perform worker.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hello?"}');
end $$;
select is((select unanswered_reason from public.messages), 'inactive', 'stored, with the reason');
select is_empty('select * from public.agent_tasks', 'and nobody is asked to answer');

select * from finish();
rollback;
