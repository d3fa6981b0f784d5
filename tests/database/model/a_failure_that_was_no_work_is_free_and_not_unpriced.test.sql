begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.call_model('provider', 'a-model', '{"unpaid": true}');
  perform tests.call_model('timeout', 'claude-haiku-5-5');
end $$;

select results_eq('select outcome, cost_usd from public.agent_actions_log order by created_at',
  $$ values ('provider', 0::numeric(14, 8)), ('timeout', null) $$,
  'an error is not billed, whatever the model; what a broken-off answer cost nobody knows');
select results_eq('select model_calls, unpriced_calls from public.usage_metrics',
  $$ values (2, 1) $$, 'and only that is unknown');

select * from finish();
rollback;
