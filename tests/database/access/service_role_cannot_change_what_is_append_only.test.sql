begin;
set local search_path = extensions, public;
select plan(13);

do $$ begin perform tests.one_of_each(); end $$;

select is(tests.attempt('service_role', null, statement), '23001', statement)
from unnest(array[
  'update public.consent_events set kind = ''opt_in''', 'delete from public.consent_events',
  'update public.credit_events set amount = 1000', 'delete from public.credit_events',
  'update public.credit_events set processed = false',
  'update public.message_status_events set status = ''delivered''',
  'delete from public.message_status_events']) statement;

select is(tests.attempt('service_role', null, statement), '42501', statement)
from unnest(array['update public.events set payload = ''{}''',
  'delete from public.events']) statement;

-- No row trigger sees a TRUNCATE.
select is(tests.attempt('service_role', null, 'truncate public.' || t), '42501', 'truncate ' || t)
from unnest(array['consent_events', 'credit_events', 'message_status_events']) t;

select is(tests.attempt('service_role', null, 'delete from public.users'), 'allowed',
  'they go with their person');

select * from finish();
rollback;
