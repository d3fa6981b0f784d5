begin;
set local search_path = extensions, public;
select plan(3);

do $$
begin
  perform tests.consent(), tests.research(5);
  update public.users set muted_until = 'infinity';
  perform tests.judge(tests.claim_ranking(), '{"tell": "c1", "why": "She asked for it."}');
end
$$;
select is(tests.telling(), 'muted', 'it may not be told yet');
update public.users set muted_until = null;
do $$ begin perform private.wake_account_manager('solution.changed', array[(tests.grace()).id],
  null, null); end $$;
create temp table turn as select tests.claim_ranking() as turn;
select ok(not turn -> 'context' ? 'call', 'the model is not asked again') from turn;
do $$ begin perform tests.judge((select turn from turn)); end $$;
select is(tests.telling(), 'queued', 'its choice stands');

select * from finish();
rollback;
