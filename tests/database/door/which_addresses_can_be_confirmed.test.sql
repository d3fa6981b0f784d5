begin;
set local search_path = extensions, public;
select plan(8);

select tests.newcomer();
select matches(tests.address_for('ada@gmail.com'), 'free mail', 'no free mail');
select matches(tests.at_the_door('update_profile', '{"email": "Ada@GMX.de"}'), 'free mail',
  'nor is it kept on record');
select matches(tests.address_for('аda@engines.example'), 'letters', 'no letters that look alike');
select matches(tests.address_for('ada at engines'), 'not an email', 'nothing else');
select matches(tests.at_the_door('request_email_verification'), 'needed', 'nor nothing at all');
update public.tenants set settings = '{"free_mail_allowed": 1}'
  where id = '00000000-0000-4000-8000-000000000001';
select matches(tests.address_for('ada@gmail.com'), '^verify', 'unless the tenant has it so');
update public.tenants set inbound_email_domain = null;
select matches(tests.address_for('ada@engines.example'), 'yet', 'none without a domain to mail to');
select matches(tests.at_the_door('request_email_verification', '{"email": "a@b.example"}',
  agent => 'conversation-summary'), 'confirms no emails', 'and only by who talks with people');

select * from finish();
rollback;
