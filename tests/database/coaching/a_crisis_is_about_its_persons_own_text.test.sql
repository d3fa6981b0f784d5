begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.a_text_out(); end $$;
insert into public.messages (conversation_id, role, direction, content, status, screen)
  select id, 'user', 'inbound', 'hello', 'received', tests.screen() from public.conversations;
insert into public.users (tenant_id, phone_number) select tenant_id, '+14155550199'
  from public.conversations;
create function pg_temp.crisis(phone text, direction text) returns void language sql as $$
  insert into public.crisis_events (tenant_id, user_id, message_id, trigger_type, severity_level)
    select u.tenant_id, u.id, m.id, 'means', 'high' from public.users u, public.messages m
    where u.phone_number = phone and m.direction = crisis.direction
$$;

select lives_ok($$ select pg_temp.crisis('+14155550111', 'inbound') $$, 'what she wrote herself');
select throws_ok($$ select pg_temp.crisis('+14155550111', 'outbound') $$, '23503', null,
  'not what she was told');
select throws_ok($$ select pg_temp.crisis('+14155550199', 'inbound') $$, '23503', null,
  'nor what somebody else wrote');

select * from finish();
rollback;
