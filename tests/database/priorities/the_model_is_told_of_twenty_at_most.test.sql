begin;
set local search_path = extensions, public;
select plan(2);

do $$
begin
  for nth in 1..30 loop
    perform tests.offer_intro(nth, jsonb_build_object('bounty_credits', nth));
  end loop;
end
$$;
create temp table turn as select tests.claim_ranking() as turn;
select results_eq($$ select count(*), min((c -> 'about' ->> 'bounty_credits')::integer)
    from turn, jsonb_array_elements(turn -> 'context' -> 'candidates') c $$,
  'values (20::bigint, 11)', 'of those that are worth most');
do $$ begin perform tests.judge((select turn from turn)); end $$;
select is((select count(*) from tests.priorities where status = 'active'), 30::bigint,
  'all are ranked');

select * from finish();
rollback;
