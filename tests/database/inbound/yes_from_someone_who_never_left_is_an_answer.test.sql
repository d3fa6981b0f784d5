begin;
set local search_path = extensions, public;
select plan(3);

create temp table yes as
  select tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "YES", "keyword": "start"}') as answer;
set constraints all immediate;

select is(answer ->> 'unanswered_reason', null, 'it is an ordinary text') from yes;
select results_eq('select task_type from public.agent_tasks', array['reply'], 'with a reply');
select results_eq('select kind from public.consent_events', array['first_contact'],
  'and no word about consent but how we came to know them');

select * from finish();
rollback;
