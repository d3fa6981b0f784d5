begin;
set local search_path = extensions, public;
select plan(8);

select tests.newcomer();
create temp table told as select tests.address_for('Ada@Engines.example') as address;

select matches(address, '^verify\+[0-9a-hjkmnp-tv-z]{13}@verify\.yachtparty\.example$',
  'an address that nobody guesses, at the tenant''s own domain') from told;
select is(tests.mail('ada@engines.example', upper(address)), 'confirmed', 'in any case') from told;
select results_eq($$ select email, email_verified, verified from public.users
  where phone_number = '+14155550123' $$, $$ values ('ada@engines.example', true, true) $$,
  'who they say they are, and in');
select results_eq($$ select t.task_type, t.lane_key = 'conversation:' || c.id, l.function_name
  from public.agent_tasks t join public.users u on u.id = t.user_id
  join public.conversations c on c.user_id = u.id join private.lanes l on l.lane_key = t.lane_key
  where t.task_type = 'welcome' $$, $$ values ('welcome', true, 'concierge') $$,
  'the Concierge is to welcome them, in their own thread');
select is(count(*), 0::bigint, 'and nobody reads in a fact what was mailed by whom')
  from public.events where payload::text ~ '@|verify';
select is(tests.mail('ada@engines.example', address), 'used', 'once') from told;
select matches(tests.address_for('ada@engines.example'), 'confirmed already', 'which is enough');
select results_eq('select verdict, told from private.inbound_emails order by verdict',
  $$ values ('confirmed', false), ('used', true) $$, 'what came of each stays on record');

select * from finish();
rollback;
