begin;
set local search_path = extensions, public;
select plan(7);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi"}');
  set constraints all immediate;
  set constraints all deferred;
end $$;
create temp table turn (t jsonb);
create function pg_temp.play() returns text language sql as $$
  truncate turn;
  insert into turn select worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0;
  select worker.finish(jsonb_build_array(jsonb_build_object('lease', t -> 'lease',
    'outcome', 'done', 'actions', '[{"type": "mark_innovator", "input": {}},
      {"type": "reply", "input": {"text": "I made you an innovator"}}]'::jsonb)))
    -> 0 ->> 'result' from turn;
$$;

select is(pg_temp.play(), 'refused', 'a concierge may not mark innovators');
select results_eq('select status, retry_count from public.agent_tasks',
  $$ values ('pending', 0) $$, 'the turn is to run again, and no retry is counted');
select is(pg_temp.play(), 'finished', 'it insists');
select is(t -> 'context' ->> 'refusal', 'mark_innovator: only at the door',
  'though it had the reason in view') from turn;
select results_eq($$ select content ~ '\nSorry', status from public.messages
  where direction = 'outbound' $$,
  $$ values (true, 'queued_for_send') $$, 'a plain reply goes out');
select results_eq($$ select status, result_json ->> 'refused', jsonb_array_length(errors)
  from public.agent_tasks where task_type = 'reply' $$,
  $$ values ('completed', 'mark_innovator: only at the door', 2) $$, 'the refusal is on record');
select results_eq('select innovator from public.users', array[false], 'and nobody is an innovator');

select * from finish();
rollback;
