begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  update public.senders set segments_per_second = 0.1;
  insert into public.users (tenant_id, phone_number, timezone)
    select tenant_id, '+14155551001', timezone from public.users;
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'first_contact', 'import' from public.users
    where phone_number = '+14155551001';
end $$;
-- One after the other: of two lanes that are due a claim draws the first.
create function pg_temp.send_to(number text) returns setof text language plpgsql as $$
begin
  insert into public.message_queue
      (tenant_id, user_id, agent_id, message_data, final_message, scheduled_for)
    select tenant_id, id, 'a', '{}', right(number, 4), '2030-01-01' from public.users
    where phone_number = number;
  perform tests.decide();
  return query select * from tests.send_all();
end $$;

select results_eq($$ select * from pg_temp.send_to('+14155550111') union all
  select * from pg_temp.send_to('+14155551001') $$, array['>0111', '>1001 (pace)'],
  'a number that has one segment in ten seconds');
select is((t.context_json -> 'booked' ->> 'at')::timestamptz, tests.noon() + interval '7 s',
  'writes down when the other''s turn is') from public.agent_tasks t where t.status = 'pending';
update private.sender_pace set free_at = tests.noon() + interval '1 hour';
select is_empty('select * from tests.send_all(tests.noon() + interval ''6 s'')', 'not before');
select results_eq('select * from tests.send_all(tests.noon() + interval ''7 s'')', array['>1001'],
  'it leaves then, whatever was booked since');

select * from finish();
rollback;
