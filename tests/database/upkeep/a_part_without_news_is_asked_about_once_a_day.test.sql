begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.a_text_out(); end $$;
insert into public.message_parts (tenant_id, message_id, part_index, part_count, body, encoding,
    segments, status, sending_at, lease_token, twilio_message_sid, accepted_at)
  select tenant_id, id, 0, 1, 'hello', 'GSM-7', 1, 'sent', now(), gen_random_uuid(), 'SM1', now()
  from public.messages;
create function pg_temp.asked(later interval) returns integer language sql as $$
  select jsonb_array_length(worker.reconcile_work('00000000-0000-4000-8000-000000000011',
    now() + later) -> 'parts')
$$;

select is(pg_temp.asked('23 hours'), 0, 'a text sent a day ago may still have news');
select is(pg_temp.asked('25 hours'), 1, 'after that it is asked about');
select is(pg_temp.asked('97 hours'), 0, 'and after four days no more');
update public.message_parts set asked_at = now() + interval '25 hours';
select is(pg_temp.asked('26 hours'), 0, 'once a day');
select is(pg_temp.asked('50 hours'), 1, 'and the next day again');

update public.message_parts set status = 'unknown', asked_at = null, twilio_message_sid = null;
select is(pg_temp.asked('9 minutes'), 0, 'one in doubt is looked for by its sender first');
select results_eq($$
  select p ->> 'sid', p ->> 'to', p ->> 'body' from jsonb_array_elements(worker.reconcile_work(
    '00000000-0000-4000-8000-000000000011', now() + interval '11 minutes') -> 'parts') p
$$, $$ values (null, '+14155550111', 'hello') $$, 'then here, by its words');
update public.message_parts set status = 'delivered', twilio_message_sid = 'SM1',
  delivered_at = now();
select is(pg_temp.asked('25 hours'), 0, 'what has arrived needs no news');

select * from finish();
rollback;
