begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;

create temp table first as select tests.send_lease() as lease;
do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "STOP", "keyword": "stop"}');
end $$;

select is(tests.begin_part(lease), '{"ok": false, "reason": "opted_out"}', 'the last look sees it')
from first;
select is_empty('select * from public.message_parts', 'nothing is begun');
select results_eq($$
  select status, status_reason from public.messages where direction = 'outbound'
$$, $$ values ('cancelled', 'opted_out') $$, 'the text is cancelled, and says why');
select results_eq($$ select status, result_json from public.agent_tasks $$,
  $$ values ('completed', '{"stopped": "opted_out"}'::jsonb) $$, 'its task is over');
select is(tests.begin_part(lease), '{"ok": false, "reason": "over"}', 'for good') from first;

select * from finish();
rollback;
