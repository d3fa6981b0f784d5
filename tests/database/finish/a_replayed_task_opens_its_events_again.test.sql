begin;
set local search_path = extensions, public;
select plan(4);

insert into private.routes (event_type, task_type, description)
  values ('message.received', 'create_conversation_summary', 'a second task of the same event');
do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550123", "body": "hi"}');
  set constraints all immediate;
end $$;
create function pg_temp.play(outcome text) returns text language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('outcome', play.outcome, 'lease',
    worker.claim('bouncer', 1, now() + interval '1 minute') -> 'turns' -> 0 -> 'lease')))
    -> 0 ->> 'result'
$$;

select is(pg_temp.play('failed'), 'dead', 'one of its two tasks dies');
select ok(worker.replay_dead_letter((select id from public.event_dead_letters)), 'is replayed');
select is(pg_temp.play('done'), 'finished', 'and done');
select results_eq('select open_tasks, processed from public.events', 'values (1, false)',
  'the other still waits');

select * from finish();
rollback;
