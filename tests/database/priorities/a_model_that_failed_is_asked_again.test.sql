begin;
set local search_path = extensions, public;
select plan(3);

do $$
begin
  perform tests.offer_intro(1);
  perform tests.judge(tests.claim_ranking(), '{"model": "failed"}');
end
$$;
select results_eq('select item, rank, status from tests.priorities', $$ values (1, 1, 'active') $$,
  'it is ranked without its word');
select is(model, 'failed', 'which is written down') from private.rankings
  where user_id = (tests.grace()).id;
do $$ begin perform private.wake_account_manager('intro.changed', array[(tests.grace()).id],
  null, null); end $$;
select ok(tests.claim_ranking() -> 'context' ? 'call', 'and it is asked anew');

select * from finish();
rollback;
