begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.a_text_out(); end $$;
select private.heed_error(id, 30001, now()) from public.messages;
insert into public.senders (tenant_id, phone_number, account_sid, auth_token_secret, paused_at,
    paused_reason) values
  ('00000000-0000-4000-8000-000000000001', '+14155550101', 'AC00000000000000000000000000000001',
   'twilio_auth_token', now(), 'complaints');
create function pg_temp.swept(after interval) returns text[] language sql as $$
  select worker.process_tasks_batch(now() + after);
  select array_agg(s.paused_reason order by s.phone_number) from public.senders s
    where s.paused_at is not null
$$;

select is(pg_temp.swept('4 minutes'), array['carrier error 30001', 'complaints'], 'not before');
select is(pg_temp.swept('5 minutes'), array['complaints'],
  'its time is over; what has no time is somebody''s to end');
select is((select paused_until from public.senders
  where id = '00000000-0000-4000-8000-000000000011'), null, 'nothing of it is left');
select is(private.lift_pauses(now() + interval '1 day'), 0, 'and nothing is left to lift');

select * from finish();
rollback;
