-- The world in which the database tests play: three tenants, one number, and Grace, a member.

insert into public.tenants (id, slug, name, product, inbound_email_domain) values
  ('00000000-0000-4000-8000-000000000001', 'yachtparty', 'Yachtparty', 'network',
   'verify.yachtparty.example'),
  ('00000000-0000-4000-8000-000000000002', 'harbor-desk', 'Harbor Desk', 'assistant', null),
  ('00000000-0000-4000-8000-000000000003', 'tiller', 'Tiller', 'coach', null)
on conflict (id) do nothing;

insert into public.senders (id, tenant_id, phone_number, account_sid, auth_token_secret) values
  ('00000000-0000-4000-8000-000000000011', '00000000-0000-4000-8000-000000000001',
   '+14155550100', 'AC00000000000000000000000000000001', 'twilio_auth_token')
on conflict (id) do nothing;

insert into public.users
  (id, tenant_id, phone_number, first_name, last_name, company, title, email, email_verified,
   verified, poc_agent_type, timezone)
values
  ('00000000-0000-4000-8000-000000000021', '00000000-0000-4000-8000-000000000001',
   '+14155550111', 'Grace', 'Hopper', 'Cobol Yachts', 'Rear Admiral', 'grace@cobol-yachts.example',
   true, true, 'concierge', 'America/New_York')
on conflict (id) do nothing;

-- The tests play in years to come, when its number was compared with the carrier just now.
insert into private.reconciles (sender_id, backfilled_until, reconciled_at) values
  ('00000000-0000-4000-8000-000000000011', now(), '2031-01-01')
on conflict do nothing;

-- What the tests themselves say happens.
insert into private.event_types (event_type, emitted_by, payload, description) values
  ('nobody.listens', '{}', '{}', 'no route is from here'),
  ('boat.launched', '{}', '{"user_id": "uuid or null"}', 'a test''s own route is from here'),
  ('call.heard', '{}', '{}', 'agents wake one another'),
  ('echo.heard', '{}', '{}', 'and back'),
  ('far.ahead', '{}', '{}', 'no month is ready for it'),
  ('long.ago', '{}', '{}', 'its month is gone'),
  ('words.heard', '{}', '{"rules": "words"}', 'a list of words')
on conflict do nothing;
