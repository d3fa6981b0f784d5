begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.consented();
  update public.users set hourly_limit = 0, daily_limit = 0;
  perform tests.queue_text('news');
  perform tests.queue_text('call 988', ', priority', ', ''urgent''');
end $$;

select is(tests.deliver(tests.noon(0, '23:00')), 'call 988', 'nor a night');
select results_eq($$ select e.payload - 'queue_message_id' from public.events e
  where e.event_type = 'outreach.rules_bypassed' $$, $$ select jsonb_build_object('user_id', id,
    'rules', '["quiet_hours", "hourly_limit", "daily_limit"]'::jsonb) from public.users $$,
  'it says which rules did not hold it up');
select is(lane_key like 'urgent:%', true, 'and waits behind nothing') from public.agent_tasks;
select is(messages_sent, 0, 'it takes up no place') from public.user_message_budget
  where date = '2030-01-02';
insert into public.consent_events (tenant_id, user_id, kind, source)
  select tenant_id, id, 'opt_out', 'keyword' from public.users;
do $$ begin
  perform tests.queue_text('call 988', ', priority', ', ''urgent''');
  perform tests.deliver(tests.noon(1));
end $$;
select is(reason, 'opted_out', 'but it knows a no') from tests.queued order by arrival desc limit 1;

select * from finish();
rollback;
