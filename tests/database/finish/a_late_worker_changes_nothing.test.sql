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
create function pg_temp.finish(words text) returns text language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('lease', lease, 'outcome', 'done',
    'actions', jsonb_build_array(jsonb_build_object('type', 'reply',
      'input', jsonb_build_object('text', words)))))) -> 0 ->> 'result' from held
$$;

-- The sweep takes the lane away, and another worker has it.
do $$ begin perform worker.process_tasks_batch(now() + interval '1 hour'); end $$;
create temp table other as
  select worker.claim('concierge', 1, now() + interval '2 h') -> 'turns' -> 0 ->> 'lease' as lease;

select is(pg_temp.finish('too late'), 'late', 'who lost the lease hears so');
select is_empty($$ select * from public.messages where direction = 'outbound' $$, 'no reply');
select results_eq('select t.status, t.lease_token::text from public.agent_tasks t',
  $$ select 'processing', lease from other $$, 'the task is still the other worker''s');
select results_eq('select token::text from private.leases', 'select lease from other',
  'and so is the lane');
do $$ begin update held set lease = other.lease from other; end $$;
select is(pg_temp.finish('in time'), 'finished', 'who can end it');

select * from finish();
rollback;
