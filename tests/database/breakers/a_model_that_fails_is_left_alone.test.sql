begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.fail(outcome text) returns text language sql as $$
  select tests.call_model(outcome, more => '{"unpaid": true}')
$$;

do $$ begin
  perform pg_temp.fail('timeout');
  perform tests.call_model(o) from unnest(array['refusal', 'schema', 'truncated', 'config']) o;
  perform tests.call_model() from generate_series(1, 2);
  perform pg_temp.fail(o) from unnest(array['network', 'provider', 'rate_limit']) o;
end $$;
select is_empty('table private.model_breakers', 'four of ten, and what was not its server''s fault');
do $$ begin perform pg_temp.fail('timeout'); end $$;
select is_empty('table private.model_breakers', 'the first has left the last ten');
do $$ begin perform pg_temp.fail('network'); end $$;
select results_eq('select state, cool_down_seconds from private.model_breakers',
  $$ values ('open', 20) $$, 'five of ten open it');
select is(tests.call_model(), 'breaker_open', 'no call is made');
select results_eq($$ select outcome, attempts, error, count(*) from public.agent_actions_log
  where attempts = 0 group by 1, 2, 3 $$, $$ values ('provider', 0, 'breaker_open', 1::bigint) $$,
  'which has its row');
select is(tests.call_model(model => 'claude-sonnet-5-5'), 'made', 'of another model it is');

select * from finish();
rollback;
