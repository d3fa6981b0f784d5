begin;
set local search_path = extensions, public;
select plan(2);

create function pg_temp.found(sid text, phone text, ago interval) returns bigint language sql as $$
  select tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', sid, 'from', phone, 'body', 'please stop texting me', 'said', 'opt_out',
    'backfilled', true, 'sent_at', now() - ago));
  select count(*) from public.messages m join public.users u on u.id = m.user_id
  where m.purpose = 'confirmation' and u.phone_number = phone
$$;

select is(pg_temp.found('SM1', '+14155550111', '4 minutes'), 1::bigint, 'within five minutes');
select is(pg_temp.found('SM2', '+14155550122', '6 minutes'), 0::bigint, 'and not after them');

select * from finish();
rollback;
