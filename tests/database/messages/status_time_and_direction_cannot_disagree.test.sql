begin;
set local search_path = extensions, public;
select plan(13);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550123", "body": "hi"}');
end $$;

create function pg_temp.try(way text, role text, status text, sent boolean, delivered boolean)
returns text language plpgsql as $$ declare broken text; begin
  insert into public.messages
    (conversation_id, direction, role, content, status, sent_at, delivered_at, screen)
    select id, way, try.role, 'hi', try.status, case when sent then now() end,
      case when delivered then now() end, case when way = 'inbound' then tests.screen() end
    from public.conversations;
  return 'stored';
exception when check_violation then
  get stacked diagnostics broken = constraint_name;
  return broken;
end $$;

select is(pg_temp.try(way, role, status, sent, delivered), answer,
  format('%s %s %s, sent %s, delivered %s', role, way, status, sent, delivered))
from (values
  ('inbound', 'user', 'received', false, false, 'stored'),
  ('inbound', 'user', 'delivered', true, true, 'inbound_is_the_users_word'),
  ('inbound', 'bouncer', 'received', false, false, 'inbound_is_the_users_word'),
  ('inbound', 'user', 'received', true, false, 'not_sent_before_its_turn'),
  ('outbound', 'user', 'pending', false, false, 'outbound_is_never_the_users_word'),
  ('outbound', 'bouncer', 'received', false, false, 'outbound_is_never_the_users_word'),
  ('outbound', 'bouncer', 'pending', false, false, 'stored'),
  ('outbound', 'bouncer', 'queued_for_send', true, false, 'not_sent_before_its_turn'),
  ('outbound', 'bouncer', 'sent', false, false, 'sent_at_is_set_once_sent'),
  ('outbound', 'bouncer', 'sent', true, true, 'delivered_at_matches_status'),
  ('outbound', 'bouncer', 'delivered', true, false, 'delivered_at_matches_status'),
  ('outbound', 'bouncer', 'delivered', true, true, 'stored'),
  ('outbound', 'bouncer', 'lost', false, false, 'status_is_known')
) t (way, role, status, sent, delivered, answer);

select * from finish();
rollback;
