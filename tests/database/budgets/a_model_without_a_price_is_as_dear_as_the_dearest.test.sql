begin;
set local search_path = extensions, public;
select plan(2);

select is(private.worst_micro_usd('our-own', '2026-11-21', 1000, 1000), 25000::bigint,
  'opus: 1,000 tokens written to the cache at 5, 1,000 answered at 20');
select is(private.worst_micro_usd('claude-haiku-5-5', '2026-11-21', 100001, 0), 62501::bigint,
  'of a long prompt the price of a long prompt');

select * from finish();
rollback;
