begin;
set local search_path = extensions, public;
select plan(4);

create function pg_temp.found_start(sid text, sent interval) returns text language sql as $$
  select tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', sid, 'from', '+14155550111', 'body', 'START', 'keyword', 'start',
    'backfilled', true, 'sent_at', clock_timestamp() + sent)) ->> 'unanswered_reason'
$$;

do $$ begin perform tests.text_in('SM1', body => 'STOP', keyword => 'stop'); end $$;
select is(pg_temp.found_start('SM2', '-1 hour'), 'opted_out',
  'a START from before the STOP, which no webhook brought, is stored');
select isnt(opted_out_at, null, 'and nobody is opted in by it') from public.users
  where phone_number = '+14155550111';
select is(pg_temp.found_start('SM3', '1 second'), 'opt_in_word', 'one from after it counts');
select is(opted_out_at, null, 'whenever it is found') from public.users
  where phone_number = '+14155550111';

select * from finish();
rollback;
