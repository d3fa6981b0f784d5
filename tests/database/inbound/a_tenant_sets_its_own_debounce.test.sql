begin;
set local search_path = extensions, public;
select plan(1);

update public.tenants set settings = '{"reply_debounce_ms": 400}'
  where id = '00000000-0000-4000-8000-000000000001';
do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550123", "body": "hi"}');
end $$;

select results_eq('select scheduled_for - now() from public.agent_tasks',
  array[interval '0.4 seconds'], 'a tenant''s own number goes before the system''s');

select * from finish();
rollback;
