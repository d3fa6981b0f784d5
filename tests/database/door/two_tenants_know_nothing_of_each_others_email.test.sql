begin;
set local search_path = extensions, public;
select plan(7);

update public.tenants set product = 'network', inbound_email_domain = 'verify.harbor.example'
  where id = '00000000-0000-4000-8000-000000000002';
insert into public.senders (id, tenant_id, phone_number, account_sid, auth_token_secret) values
  ('00000000-0000-4000-8000-000000000012', '00000000-0000-4000-8000-000000000002',
   '+14155550101', 'AC00000000000000000000000000000002', 'twilio_auth_token');
select tests.newcomer();
create temp table first as select tests.address_for('grace@both.example') as one;
-- The same number, the same email, another tenant.
do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000012',
    '{"message_sid": "SM9", "from": "+14155550123", "body": "hi"}');
  perform private.apply_request_email_verification(u, null, null,
    '{"email": "grace@both.example"}') from public.users u
    where u.tenant_id = '00000000-0000-4000-8000-000000000002' and u.phone_number = '+14155550123';
end $$;
create temp table second as select private.placeholder_verification_address(u) as one
  from public.users u where u.tenant_id = '00000000-0000-4000-8000-000000000002';

select is(tests.mail('grace@both.example', replace(first.one, 'yachtparty', 'harbor')), 'unknown_tag',
  'one''s tag is nothing at the other''s domain') from first;
select is(tests.mail('grace@both.example', one), 'confirmed', 'each has its own') from first;
select results_eq($$ select tenant_id::text, verified from public.users
  where phone_number = '+14155550123' order by 1 $$, $$
  values ('00000000-0000-4000-8000-000000000001', true),
    ('00000000-0000-4000-8000-000000000002', false) $$, 'and lets nobody in at the other');
select is(tests.mail('grace@both.example', first.one, jsonb_build_object('recipients',
  jsonb_build_array(first.one, second.one))), 'several_tags', 'mail to both is for neither')
  from first, second;
select is(count(*), 0::bigint, 'and tells neither of the other') from tests.texts_out
  where role = 'system';
select is(tests.mail('grace@both.example', one), 'confirmed', 'the other one''s') from second;
select is(count(*), 2::bigint, 'makes two members of two tenants') from public.users
  where email = 'grace@both.example' and email_verified;

select * from finish();
rollback;
