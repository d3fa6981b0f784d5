begin;
set local search_path = extensions, public;
select plan(8);

select tests.consented();
select tests.newcomer();
select is(tests.at_the_door('name_referrer', '{"name": "grace  HOPPER"}'), 'done', 'a name is dropped');
select is(referred_by, '00000000-0000-4000-8000-000000000021', 'who it is, is found')
  from public.users where phone_number = '+14155550123';
select is(tests.credit_balance(), 0, 'nothing is paid for a name');
select is(tests.mail('ada@engines.example', tests.address_for('ada@engines.example')), 'confirmed',
  'a member');
select is(tests.credit_balance(), 10, 'is worth its price');
select results_eq('select message_data, user_id::text from public.message_queue
    where subject ~ ''^referral:''', $$
  values ('{"text": "somebody whom you sent to us is a member now; 10 credits are '
    'yours", "credits": 10}'::jsonb, '00000000-0000-4000-8000-000000000021') $$,
  'who sent them hears of it, and not of whom');
update public.users set verified = false, email_verified = false where phone_number = '+14155550123';
select is(tests.mail('ada@engines.example', tests.address_for('ada@engines.example')), 'confirmed',
  'who is verified again');
select is(tests.credit_balance(), 10, 'is not paid for again');

select * from finish();
rollback;
