begin;
set local search_path = extensions, public;
select plan(11);

select tests.text_in('SM1', body => 'my berth is 12');
select tests.newcomer('+14155550199', 'Grace Hopper');
update public.users set company = 'Flow Matic', timezone = 'Europe/London'
  where phone_number = '+14155550199';
create temp table tag as
  select tests.address_for('grace@cobol-yachts.example', '+14155550199') as one;
create function pg_temp.mail() returns text language sql as $$
  select tests.mail('grace@cobol-yachts.example', tests.address_for('grace@cobol-yachts.example',
    '+14155550199')) $$;

select is(tests.mail('grace@cobol-yachts.example', one), 'held', 'not while the old one is in use')
  from tag;
select results_eq($$ select content ~ 'in use with another number' from tests.texts_out
  where phone = '+14155550199' $$, 'values (true)', 'who mailed hears so');
select is(count(*), 1::bigint, 'and who has it') from tests.queued where words ~ 'another number';
select is(tests.at_the_door('expect_new_number', '{}', '+14155550111', 'concierge'), 'done',
  'unless she has said from it that a new one comes');
select is(pg_temp.mail(), 'moved', 'then it follows her');
select results_eq($$ select id::text, phone_number, email_verified, verified, company, title,
    timezone, is_active from public.users where email_verified $$, $$
  values ('00000000-0000-4000-8000-000000000021', '+14155550199', true, true, 'Flow Matic',
    'Rear Admiral', 'Europe/London', true) $$, 'with all she had, and what she said since');
select results_eq($$ select phone_number, is_active, moved_to::text from public.users
  where first_name = 'Grace' and id <> '00000000-0000-4000-8000-000000000021' $$,
  $$ values (null::text, false, '00000000-0000-4000-8000-000000000021') $$,
  'the row at the door points to it');
select results_eq($$ select c.phone_number, c.status, c.last_position > 0
  from public.conversations c where c.user_id = '00000000-0000-4000-8000-000000000021' $$,
  $$ values ('+14155550199', 'active', true) $$, 'their talk goes on where it was');
select is(tests.text_in('SM2', '+14155550199'), null, 'a text is answered');
select results_eq($$ select u.id::text from public.messages m join public.users u on u.id = m.user_id
  where m.twilio_message_sid = 'SM2' $$, $$ values ('00000000-0000-4000-8000-000000000021') $$,
  'as hers');
select is(count(*), 1::bigint, 'who is told that it has moved') from public.agent_tasks
  where task_type = 'welcome' and context_json ->> 'occasion' = 'number_moved';

select * from finish();
rollback;
