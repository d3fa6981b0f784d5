begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin perform tests.call_model(), tests.start_call(gen_random_uuid()); end $$;

select is(private.retire_budgets(now() + interval '6 days'), 0, 'a week is kept');
select is(private.retire_budgets(now() + interval '8 days') > 3, true,
  'then the days go, and the calls that nobody told of')
from private.retire_budgets(now() + interval '6 days');

select * from finish();
rollback;
