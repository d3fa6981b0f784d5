begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  update public.senders set segments_per_second = 1;
  insert into public.users (tenant_id, phone_number)
    select tenant_id, '+1415555' || (2000 + n) from public.users, generate_series(1, 20) n;
  insert into public.conversations (tenant_id, user_id, phone_number, sender_id)
    select u.tenant_id, u.id, u.phone_number, s.id from public.users u
    join public.senders s on s.tenant_id = u.tenant_id where u.phone_number ~ '^.14155552';
  insert into public.messages (conversation_id, role, direction, content)
    select id, 'concierge', 'outbound', 'an answer' from public.conversations;
end $$;
create function pg_temp.sent(seconds integer) returns bigint language sql as $$
  select count(*) from tests.send_all(tests.noon() + make_interval(secs => seconds)) s
  where s !~ '\('
$$;

select is(pg_temp.sent(0), 4::bigint, 'what a number may send at once, the others have their turn');
do $$ begin
  update public.senders set paused_at = now(), paused_reason = 'carrier error 30001';
  perform pg_temp.sent(20);
  update public.senders set paused_at = null, paused_reason = null;
end $$;
select is(pg_temp.sent(3600), 4::bigint,
  'an hour later, when it may text again, no more leave at once than after any other rest');
select is(pg_temp.sent(3610), 10::bigint, 'and the others at its pace');

select * from finish();
rollback;
