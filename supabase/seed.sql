-- Demo data: one tenant of each product with its operators, members and open business. Idempotent.
-- Synthetic names, .example addresses and 555 numbers only. An operator is who signs in with the
-- address and calls link_sign_in().

insert into public.tenants (id, slug, name, product, inbound_email_domain) values
  ('00000000-0000-4000-8000-000000000001', 'yachtparty', 'Yachtparty', 'network',
   'verify.yachtparty.example'),
  ('00000000-0000-4000-8000-000000000002', 'harbor-desk', 'Harbor Desk', 'assistant', null),
  ('00000000-0000-4000-8000-000000000003', 'tiller', 'Tiller', 'coach', null)
on conflict (id) do nothing;

insert into public.operators (id, tenant_id, email, role) values
  ('00000000-0000-4000-8000-000000000006', '00000000-0000-4000-8000-000000000001',
   'owner@yachtparty.example', 'owner'),
  ('00000000-0000-4000-8000-000000000007', '00000000-0000-4000-8000-000000000001',
   'viewer@yachtparty.example', 'viewer'),
  ('00000000-0000-4000-8000-000000000008', '00000000-0000-4000-8000-000000000002',
   'owner@harbor-desk.example', 'owner'),
  ('00000000-0000-4000-8000-000000000009', '00000000-0000-4000-8000-000000000003',
   'owner@tiller.example', 'owner')
on conflict do nothing;

-- A real US long code hands on one segment a second, which is the default; the demo's carrier more.
insert into public.senders
  (id, tenant_id, phone_number, account_sid, auth_token_secret, segments_per_second)
values
  ('00000000-0000-4000-8000-000000000011', '00000000-0000-4000-8000-000000000001',
   '+14155550100', 'AC00000000000000000000000000000001', 'twilio_auth_token', 100),
  ('00000000-0000-4000-8000-000000000013', '00000000-0000-4000-8000-000000000003',
   '+14155550103', 'AC00000000000000000000000000000001', 'twilio_auth_token', 100)
on conflict (id) do nothing;

insert into public.alert_channels (id, tenant_id, kind, address) values
  ('00000000-0000-4000-8000-000000000015', '00000000-0000-4000-8000-000000000001', 'email',
   'owner@yachtparty.example')
on conflict do nothing;

-- Grace is a member, Nora offers a solution, Ines and Ruben are experts.
insert into public.users
  (id, tenant_id, phone_number, first_name, last_name, company, title, email, email_verified,
   verified, poc_agent_type, timezone, innovator, expert_connector, expertise)
values
  ('00000000-0000-4000-8000-000000000021', '00000000-0000-4000-8000-000000000001',
   '+14155550111', 'Grace', 'Hopper', 'Cobol Yachts', 'Rear Admiral', 'grace@cobol-yachts.example',
   true, true, 'concierge', 'America/New_York', false, false, null),
  ('00000000-0000-4000-8000-000000000022', '00000000-0000-4000-8000-000000000001',
   '+14155550112', 'Nora', 'Quay', 'Spanning Trees', 'Founder', 'nora@spanning.example',
   true, true, 'concierge', 'America/Los_Angeles', true, false, '{networks}'),
  ('00000000-0000-4000-8000-000000000023', '00000000-0000-4000-8000-000000000001',
   '+14155550113', 'Ines', 'Halyard', 'Substitutes', 'CTO', 'ines@substitutes.example',
   true, true, 'concierge', 'America/New_York', false, true, '{hiring,databases}'),
  ('00000000-0000-4000-8000-000000000024', '00000000-0000-4000-8000-000000000001',
   '+14155550114', 'Ruben', 'Fairlead', 'Shortest Paths', 'Professor', 'ruben@paths.example',
   true, true, 'concierge', 'Europe/Amsterdam', false, true, '{logistics,databases}'),
  ('00000000-0000-4000-8000-000000000031', '00000000-0000-4000-8000-000000000002',
   '+14155550131', 'Lena', 'Bollard', 'Centaur', 'Engineer', 'lena@centaur.example',
   true, true, 'assistant', 'America/Chicago', false, false, null),
  ('00000000-0000-4000-8000-000000000041', '00000000-0000-4000-8000-000000000003',
   '+14155550141', 'Maya', 'Thwart', null, null, 'maya@hut-eight.example',
   true, true, 'coach', 'Europe/London', false, false, null)
on conflict (id) do nothing;
insert into public.consent_events (id, tenant_id, user_id, kind, source)
select ('00000000-0000-4000-8000-0000000001' || right(u.id::text, 2))::uuid, u.tenant_id, u.id,
  'first_contact', 'in_person'
from public.users u
where u.id between '00000000-0000-4000-8000-000000000021' and '00000000-0000-4000-8000-000000000041'
on conflict (id) do nothing;
update public.users set goals = '{"speak up in meetings"}'
where id = '00000000-0000-4000-8000-000000000041' and goals = '{}';

insert into public.innovators
  (id, tenant_id, user_id, company_name, solution_description, categories, target_customer_profile)
values
  ('00000000-0000-4000-8000-000000000051', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000022', 'Spanning Trees',
   'Marina networks that heal themselves', '{networks,logistics}', 'marinas of 50 berths and more')
on conflict (id) do nothing;

insert into public.prospects
  (id, tenant_id, innovator_id, first_name, last_name, company, title, email, upload_source)
values
  ('00000000-0000-4000-8000-000000000061', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000051', 'Tim', 'Harbour', 'Pier Nine', 'Harbour master',
   'tim@pier-nine.example', 'manual')
on conflict (id) do nothing;

insert into public.credit_events
  (id, tenant_id, user_id, event_type, amount, reference_type, reference_id, idempotency_key,
   description, processed)
values
  ('00000000-0000-4000-8000-000000000071', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000022', 'purchase', 200, 'innovator',
   '00000000-0000-4000-8000-000000000051', 'seed:first-credits', 'Credits to begin with', true)
on conflict do nothing;

insert into public.intro_opportunities
  (id, tenant_id, connector_user_id, innovator_id, prospect_id, prospect_name, prospect_company,
   prospect_title, innovator_name, expires_at)
values
  ('00000000-0000-4000-8000-000000000081', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000021', '00000000-0000-4000-8000-000000000051',
   '00000000-0000-4000-8000-000000000061', 'Tim Harbour', 'Pier Nine', 'Harbour master',
   'Spanning Trees', now() + interval '14 days')
on conflict (id) do nothing;

insert into public.community_requests
  (id, tenant_id, requesting_agent_type, requesting_user_id, question, category, expertise_needed,
   requester_context, desired_outcome, request_summary)
values
  ('00000000-0000-4000-8000-000000000091', '00000000-0000-4000-8000-000000000001', 'concierge',
   '00000000-0000-4000-8000-000000000021', 'Which database do you trust with berth bookings?',
   'software', '{databases}', 'A marina with two seasons a year', 'quick_thoughts',
   'Database for berth bookings')
on conflict (id) do nothing;

insert into public.user_priorities
  (id, tenant_id, user_id, priority_rank, item_type, item_id, value_score)
values
  ('00000000-0000-4000-8000-000000000095', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000021', 1, 'intro_opportunity',
   '00000000-0000-4000-8000-000000000081', 72.5)
on conflict do nothing;
