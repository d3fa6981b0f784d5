begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;

create temp table sent as select tests.begin_part(lease) ->> 'part_id' as part
  from tests.send_lease() lease;
insert into public.senders (tenant_id, phone_number, account_sid, auth_token_secret) values
  ('00000000-0000-4000-8000-000000000002', '+14155550200',
   'AC00000000000000000000000000000002', 'another_token');

select is(worker.receive_status('AC00000000000000000000000000000002', 'SM1', 'delivered', null,
  part::uuid), '{"known": false, "news": false}', 'another tenant''s account names our part')
from sent;
select results_eq('select status, twilio_message_sid from public.message_parts',
  $$ values ('sending', null) $$, 'the part is untouched');
select results_eq('select right(tenant_id::text, 1), part_id from public.message_status_events',
  $$ values ('2', null::uuid) $$, 'the word is kept with the tenant whose account said it');
select is(worker.receive_status('AC00000000000000000000000000000001', 'SM9', 'delivered'),
  '{"known": false, "news": false}', 'a text that we do not know is no error');

select * from finish();
rollback;
