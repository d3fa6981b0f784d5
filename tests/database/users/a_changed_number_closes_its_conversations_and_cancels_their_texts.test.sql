begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
      'message_sid', 'SM' || phone, 'from', phone, 'body', 'hi'))
    from unnest(array['+14155550111', '+14155550123']) phone;
  insert into public.messages (conversation_id, role, direction, content)
    select id, 'concierge', 'outbound', 'hello' from public.conversations;
  set constraints all immediate;
end $$;
update public.users set phone_number = '+14155550122' where phone_number = '+14155550111';

select results_eq(
  'select phone_number, status from public.conversations order by phone_number',
  $$ values ('+14155550111', 'closed'), ('+14155550123', 'active') $$,
  'the old number''s conversation is closed, and no one else''s');
select results_eq($$
  select c.phone_number, m.status, m.status_reason
  from public.messages m join public.conversations c on c.id = m.conversation_id
  where m.direction = 'outbound' order by 1
$$, $$ values ('+14155550111', 'cancelled', 'phone_number_changed'),
  ('+14155550123', 'queued_for_send', null) $$, 'its unsent text is cancelled');

select * from finish();
rollback;
