begin;
set local search_path = extensions, public;
select plan(3);

-- Sonnet: input 2, cache writes 2.50 for five minutes and 4 for an hour.
select is(private.model_cost('claude-sonnet-5-5', '2026-11-21', 0, 0, 0, 1000, 400), 0.0031,
  '600 for five minutes, 400 for an hour');
select is(private.model_cost('claude-sonnet-5-5', '2026-11-21', 0, 0, 0, null, 400), 0::numeric,
  'no more is kept for an hour than is kept');
do $$ begin
  perform tests.call_model('ok', 'claude-sonnet-5-5', '{"input_tokens": 10, "output_tokens": 50,
    "thinking_tokens": 40, "cache_write_tokens": 1000, "cache_write_1h_tokens": 400}');
end $$;
select results_eq($$ select thinking_tokens, cache_write_tokens, cache_write_1h_tokens, cost_usd
  from public.agent_actions_log $$, $$ values (40, 1000, 400, 0.00362::numeric(14, 8)) $$,
  'the log has each kind; thinking is paid for as output, and once');

select * from finish();
rollback;
