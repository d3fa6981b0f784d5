begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi"}');
  set constraints all immediate;
  set constraints all deferred;
end $$;
create temp table held as
  select worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0 ->> 'lease' as lease;
do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM2", "from": "+14155550111", "body": "STOP", "keyword": "stop"}');
end $$;

select is(worker.finish(jsonb_build_array(jsonb_build_object('lease', lease, 'outcome', 'done',
    'actions', '[{"type": "update_profile", "input": {"company": "Flow-Matic"}},
      {"type": "reply", "input": {"text": "Noted"}}]'::jsonb)))
  -> 0 ->> 'result', 'finished', 'the turn ends, and is not run again') from held;
select is_empty($$ select * from public.messages where direction = 'outbound' $$,
  'its text is not written');
select results_eq('select company from public.users', array['Flow-Matic'],
  'what it learned before stands');
select results_eq('select unanswered_reason from public.messages order by position',
  array['opted_out', 'opt_out_word'], 'both texts say why they have no answer');
select is_empty($$ select * from public.agent_tasks where status <> 'completed' $$,
  'and nothing is left to do');

select * from finish();
rollback;
