begin;
set local search_path = extensions, public;
select plan(3);

select tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
  'message_sid', 'SM' || n, 'from', '+1415555012' || n, 'body', 'hi')) from generate_series(1, 2) n;
set constraints all immediate;
update public.agent_tasks t set context_json = '{"conversation_id": "not a conversation"}'
  where t.user_id = (select id from public.users where phone_number = '+14155550121');

create temp table claimed as
  select worker.claim('bouncer', 4, now() + interval '1 minute') as answer;
select is(jsonb_array_length(answer -> 'turns'), 1, 'the other lane is claimed') from claimed;
select worker.process_tasks_batch(now() + interval '1 minute');
select is((select retry_count from public.agent_tasks t join public.users u on u.id = t.user_id
  where u.phone_number = '+14155550121'), 1, 'the broken one counts a try');

do $$ begin
  for n in 1..6 loop
    perform worker.claim('bouncer', 4, now() + n * interval '1 hour');
    perform worker.process_tasks_batch(now() + n * interval '1 hour');
  end loop;
end $$;
select is((select count(*)::integer from public.event_dead_letters
  where reason = 'retries_exhausted'), 1, 'and is buried in the end');

select * from finish();
rollback;
