begin;
set local search_path = extensions, public;
select plan(9);

insert into public.conversations (id, tenant_id, user_id, phone_number, sender_id) values
  ('c0000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000021', '+14155550111', '00000000-0000-4000-8000-000000000011');
insert into public.messages (id, conversation_id, role, direction, content) values
  ('c0000000-0000-4000-8000-000000000002', 'c0000000-0000-4000-8000-000000000001', 'concierge',
   'outbound', 'hello');

create function pg_temp.text_of(states text[]) returns text language plpgsql as $$ begin
  delete from public.message_parts;
  insert into public.message_parts (tenant_id, message_id, part_index, part_count, body, encoding,
      segments, status, sending_at, lease_token, accepted_at, twilio_message_sid,
      delivered_at)
    select '00000000-0000-4000-8000-000000000001', 'c0000000-0000-4000-8000-000000000002',
      n - 1, 2, 'hello', 'GSM-7', 1, status, now(), gen_random_uuid(), now(), 'SM' || n,
      case status when 'delivered' then now() end
    from unnest(states) with ordinality s (status, n);
  return private.refresh_message('c0000000-0000-4000-8000-000000000002');
end $$;

select is(pg_temp.text_of(states), whole, format('%s: %s', states, whole))
from (values
  (array['sending'], 'sending'), (array['sent'], 'sending'), (array['delivered'], 'sending'),
  (array['sent', 'sent'], 'sent'), (array['delivered', 'sent'], 'sent'),
  (array['delivered', 'delivered'], 'delivered'), (array['delivered', 'unknown'], 'unknown'),
  (array['delivered', 'undelivered'], 'undelivered'), (array['sent', 'failed'], 'failed')
) t (states, whole);

select * from finish();
rollback;
