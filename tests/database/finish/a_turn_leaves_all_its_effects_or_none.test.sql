begin;
set local search_path = extensions, public;
select plan(9);

create function pg_temp.turn(last_action jsonb) returns text language plpgsql as $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi"}');
  set constraints all immediate;
  set constraints all deferred;
  return worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'done', 'lease',
    worker.claim('concierge', 1, now() + interval '1 hour') -> 'turns' -> 0 -> 'lease',
    'actions', jsonb_build_array(
      '{"type": "update_profile", "input": {"company": "Flow-Matic"}}'::jsonb,
      '{"type": "reply", "input": {"text": "Noted"}}'::jsonb, last_action))))
    -> 0 ->> 'result';
end $$;
create temp view effects as
  select (select company from public.users) as company,
    (select count(*) from public.messages where direction = 'outbound') as replies,
    (select status from public.agent_tasks where task_type = 'reply') as status;

select is(pg_temp.turn('{"type": "mark_innovator", "input": {}}'), 'refused',
  'the last action of three is refused');
select results_eq('select * from effects', $$ values ('Cobol Yachts', 0::bigint, 'pending') $$,
  'none of them has happened');

create function pg_temp.fail() returns trigger language plpgsql as $$ begin
  raise exception 'the disk is full' using errcode = 'disk_full';
end $$;
create trigger out_of_order before update of timezone on public.users
  for each row execute function pg_temp.fail();
select is(pg_temp.turn('{"type": "set_timezone", "input": {"timezone": "UTC"}}'), 'retried',
  'the database itself fails at the last');
select results_eq('select * from effects', $$ values ('Cobol Yachts', 0::bigint, 'pending') $$,
  'none of them has happened');
select results_eq($$ select errors -> -1 ->> 'code' from public.agent_tasks $$,
  array['database_53100'], 'the task remembers why');
select is_empty('select * from private.leases', 'its lane is free again');
drop trigger out_of_order on public.users;

select is(pg_temp.turn('{"type": "set_timezone", "input": {"timezone": "UTC"}}'), 'finished',
  'when all may happen');
select results_eq('select * from effects', $$ values ('Flow-Matic', 1::bigint, 'completed') $$,
  'all of them have');
select results_eq('select timezone from public.users', array['UTC'], 'with the last');

select * from finish();
rollback;
