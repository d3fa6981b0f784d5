begin;
set local search_path = extensions, public;
select plan(9);

-- A time of day at which nobody sleeps, so that each is due when it is due.
create function pg_temp.at(hours integer) returns timestamptz language sql as $$
  select tests.noon() + make_interval(hours => hours) $$;
create function pg_temp.text_at(hours integer) returns text language plpgsql as $$
begin
  return tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', 'SM' || hours, 'from', '+14155550123', 'body', 'hi'), pg_temp.at(hours))
    ->> 'unanswered_reason';
end $$;
create function pg_temp.asked(hours integer) returns bigint language plpgsql as $$
begin
  perform tests.decide(pg_temp.at(hours));
  update public.agent_tasks set status = 'cancelled', completed_at = now()
    where task_type = 'compose_outreach' and status = 'pending';
  return count(*) from public.agent_tasks where task_type = 'compose_outreach';
end $$;
update private.settings set value = 0 where name = 'spread_minutes';

select is(pg_temp.text_at(0), null, 'a newcomer texts');
select is(pg_temp.asked(23), 0::bigint, 'nothing for a day');
select is(pg_temp.asked(25), 1::bigint, 'then one');
select results_eq($$ select q.message_data from public.agent_tasks t
  join public.message_queue q on q.id = t.context_id where t.task_type = 'compose_outreach' $$,
  $$ values ('{"re_engagement": 1, "last": false}'::jsonb) $$, 'for which words are found now');
select is(pg_temp.text_at(26), null, 'a text begins another silence');
select is(pg_temp.asked(49), 1::bigint, 'of which a day is to pass');
select is(pg_temp.asked(51), 2::bigint, 'again');
select is(pg_temp.asked(100), 3::bigint, 'and after three days');
select is(pg_temp.asked(1000), 3::bigint, 'and then no more');

select * from finish();
rollback;
