begin;
set local search_path = extensions, public;
select plan(2);

create function pg_temp.thread(status text, number text, sender uuid) returns void
language sql as $$
  insert into public.senders (id, tenant_id, phone_number, account_sid, auth_token_secret)
    values (sender, '00000000-0000-4000-8000-000000000001',
      '+1415555' || right(sender::text, 4), 'AC00000000000000000000000000000001', 'none');
  insert into public.conversations (tenant_id, user_id, phone_number, sender_id, status)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000021',
      number, sender, status)
$$;
do $$ begin
  perform pg_temp.thread(status, '+14155550111',
      ('10000000-0000-4000-8000-00000000700' || n)::uuid)
    from unnest(array['active', 'paused', 'archived']) with ordinality s (status, n);
  perform pg_temp.thread('active', '+14155550188', '10000000-0000-4000-8000-000000007009');
  update public.users set phone_number = '+14155550199'
    where id = '00000000-0000-4000-8000-000000000021';
end $$;

select results_eq($$
  select phone_number, status, count(*) from public.conversations
  where user_id = '00000000-0000-4000-8000-000000000021' group by 1, 2 order by 1
$$, $$ values ('+14155550111', 'closed', 3::bigint), ('+14155550188', 'active', 1) $$,
  'active, paused or archived: closed; one on another number of theirs is not');
do $$ begin
  update public.users set phone_number = '+14155550111'
    where id = '00000000-0000-4000-8000-000000000021';
  perform tests.receive_sms('10000000-0000-4000-8000-000000007001',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "back again"}');
end $$;
select results_eq($$
  select status, last_position from public.conversations
  where sender_id = '10000000-0000-4000-8000-000000007001' order by last_position
$$, $$ values ('closed', 0::bigint), ('active', 1) $$, 'who comes back to it begins a new one');

select * from finish();
rollback;
