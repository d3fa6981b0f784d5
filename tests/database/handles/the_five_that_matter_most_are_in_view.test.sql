begin;
set local search_path = extensions, public;
select plan(1);

select tests.rank('intro_opportunity', tests.intro('Noah ' || n), n) from generate_series(1, 8) n;
update public.user_priorities set expires_at = now() where priority_rank = 2;
update public.user_priorities set status = 'expired' where priority_rank = 4;

select results_eq($$ select p ->> 'handle', substring(p ->> 'about' from 'Noah \d')
  from jsonb_array_elements(tests.view() -> 'priorities') p $$, $$ values ('p1', 'Noah 1'),
  ('p2', 'Noah 3'), ('p3', 'Noah 5'), ('p4', 'Noah 6'), ('p5', 'Noah 7') $$,
  'the first five of what is still to be told');

select * from finish();
rollback;
