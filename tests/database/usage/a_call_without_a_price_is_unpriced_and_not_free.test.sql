begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi"}');
  set constraints all immediate;
end $$;
create temp table turn as
  select (t ->> 'lease')::uuid as lease, t -> 'context' -> 'call' ->> 'id' as call
  from (select worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0) c (t);
create function pg_temp.step(model text, tokens integer) returns void language sql as $$
  update turn set call = worker.step(lease, jsonb_build_object('id', call, 'outcome', 'ok',
    'model', model, 'input_tokens', tokens, 'output_tokens', tokens)) #>> '{call,id}'
$$;
create temp view used as
  select model_calls, input_tokens, output_tokens, cost_usd, unpriced_calls
  from public.usage_metrics;

do $$ begin perform pg_temp.step('a-model-without-a-price', 1000); end $$;
select results_eq('table used', $$ values (1, 1000::bigint, 1000::bigint, 0::numeric(16, 8), 1) $$,
  'the tokens of an unknown model are known; its cost is not');
do $$ begin perform pg_temp.step('claude-haiku-5-5', null); end $$;
select results_eq('table used', $$ values (2, 1000::bigint, 1000::bigint, 0::numeric(16, 8), 2) $$,
  'a call that told no tokens has none, and no cost either');
do $$ begin perform pg_temp.step('claude-haiku-5-5', 0); end $$;
select results_eq('table used', $$ values (3, 1000::bigint, 1000::bigint, 0::numeric(16, 8), 2) $$,
  'none used is free');
do $$ begin perform pg_temp.step('claude-haiku-5-5', 1000); end $$;
select results_eq('table used',
  $$ values (4, 2000::bigint, 2000::bigint, 0.0006::numeric(16, 8), 2) $$,
  'what has a price is added to the rest');

select * from finish();
rollback;
