begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi"}');
  set constraints all immediate;
  set constraints all deferred;
end $$;
create temp table held as
  select worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0 ->> 'lease' as lease;
create function pg_temp.finish() returns text language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('lease', lease, 'outcome', 'done',
    'actions', '[{"type": "reply", "input": {"text": "Aye"}}]'::jsonb))) -> 0 ->> 'result' from held
$$;

select is(pg_temp.finish(), 'finished', 'the first ends the turn');
select is(pg_temp.finish(), 'repeated', 'the second is told that it has');
select results_eq($$ select count(*) from public.messages where direction = 'outbound' $$,
  'values (1::bigint)', 'there is one reply');

select * from finish();
rollback;
