begin;
set local search_path = extensions, public;
select plan(5);

create temp table stop as
  select tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "STOP", "keyword": "stop"}') as answer;
set constraints all immediate;

select is(answer ->> 'unanswered_reason', 'opt_out_word', 'the door hears why') from stop;
select results_eq('select content, unanswered_reason, task_id from public.messages',
  $$ values ('STOP', 'opt_out_word', null::uuid) $$, 'the text says why it has no answer');
select results_eq($$
  select c.kind, c.source, c.message_id = m.id, u.opted_out_at = c.created_at
  from public.consent_events c join public.users u on u.id = c.user_id, public.messages m
  where c.kind = 'opt_out'
$$, $$ values ('opt_out', 'keyword', true, true) $$,
  'the ledger names the text, and the person''s row repeats it');
select results_eq('select event_type, processed from public.events',
  $$ values ('consent.opted_out', true) $$, 'its event causes nothing');
select is_empty('select * from public.agent_tasks', 'no task was made');

select * from finish();
rollback;
