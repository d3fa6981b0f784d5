begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin perform tests.need(); end $$;
set constraints all immediate;
create temp table turn as
  select worker.claim('solution-saga', 1, now() + interval '1 s') -> 'turns' -> 0 as t;
create function pg_temp.search() returns jsonb language sql as $$
  select worker.start_search((t ->> 'lease')::uuid, 'perplexity-search') from turn
$$;
create temp table ticket as select pg_temp.search() as t;
select is(t ->> 'refused', null, 'there is leave') from ticket;
select results_eq('select reserved_micro_usd from private.budget_reservations', array[5000::bigint],
  'half a cent is put aside before');
select private.settle_call((turn.t ->> 'lease')::uuid, tests.settled_call(ticket.t ->> 'id')
    || '{"model": "perplexity-search", "web_searches": 1, "input_tokens": 0, "output_tokens": 0,
      "cache_read_tokens": 0, "cache_write_tokens": 0}') from turn, ticket;
select results_eq('select model_used, cost_usd from public.agent_actions_log',
  $$ values ('perplexity-search', 0.005) $$, 'and booked after');
update private.settings set value = 7000 where name = 'tenant_day_budget_micro_usd';
select is(pg_temp.search() ->> 'refused', 'tenant_day_budget', 'of a budget that is spent there is none');
select is(worker.start_search(gen_random_uuid(), 'perplexity-search'), '{"lost": true}',
  'nor for whoever holds no lease');
do $$ begin perform private.fold_model_usage(); end $$;
select is_empty($$ select from private.conditions()
  where kind in ('tokens_not_counted', 'model_without_price') $$, 'it has no tokens, and nobody misses them');

select * from finish();
rollback;
