begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.consented(); end $$;
select is(tests.in_crisis('SM1', 'high', 'suicide', '{"said": "opt_out"}'), 'opt_out_said',
  'it is an opt-out');
select isnt(opted_out_at, null, 'which holds from now on') from public.users
  where id = '00000000-0000-4000-8000-000000000021';
select results_eq('select tests.send_all(now())', 'select shown from tests.crises',
  'one text leaves, for their safety, and no confirmation');
select is(tests.in_crisis('SM2', 'low', 'suicide', '{"said": "opt_out"}'), 'opted_out',
  'what comes later has no agent');
select is_empty('select tests.send_all(now())', 'and no other text');

select * from finish();
rollback;
