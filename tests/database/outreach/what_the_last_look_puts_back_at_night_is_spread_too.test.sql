begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  insert into public.users (tenant_id, phone_number, timezone)
    select tenant_id, '+1415555' || 1000 + n, timezone from public.users, generate_series(1, 59) n;
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'first_contact', 'import' from public.users
    where phone_number <> '+14155550111';
  insert into public.message_queue
      (tenant_id, user_id, agent_id, message_data, final_message, scheduled_for)
    select tenant_id, id, 'a', '{}', 'hi', tests.noon() from public.users;
  perform tests.decide(tests.noon(0, '20:50'));
end $$;

select is(count(*), 60::bigint, 'the number''s lane is full when night comes')
  from public.messages where status = 'queued_for_send';
do $$ begin
  perform tests.send_all(tests.noon(0, '21:00'));
  perform tests.decide(tests.noon(0, '21:01'));
end $$;
select is(count(*) filter (where status = 'queued' and reason = 'quiet_hours'), 60::bigint,
  'all of it waits for the morning') from tests.queued;
select cmp_ok(max(n), '<=', 2::bigint, 'of which no minute has more than a thirtieth') from (
  select count(*) as n from tests.queued group by date_trunc('minute', look_at)) m;

select * from finish();
rollback;
