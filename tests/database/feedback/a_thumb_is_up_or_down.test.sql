begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin perform tests.answered_members(); end $$;

select is(tests.rating(given), outcome, given)
from (values ('''up''', 'allowed'), ('''down''', 'allowed'), ('''5''', '23514'),
  ('null', '23502'), ('''up'', repeat(''x'', 2000)', 'allowed'),
  ('''up'', repeat(''x'', 2001)', '23514')) t (given, outcome);

select * from finish();
rollback;
