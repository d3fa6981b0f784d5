begin;
set local search_path = extensions, public;
select plan(8);

create temp view breaker as select state, cool_down_seconds,
  round(extract(epoch from retry_at - clock_timestamp()))::integer as wait
  from private.model_breakers;
create temp table probe as select gen_random_uuid() as lease, null::jsonb as ticket;
create function pg_temp.probe() returns text language sql as $$
  update private.model_breakers set retry_at = clock_timestamp();
  update probe set ticket = tests.start_call(lease) returning ticket ->> 'refused'
$$;
create function pg_temp.settle(outcome text, attempts integer default 1) returns void
language sql as $$
  select private.settle_call(lease, jsonb_build_object('id', ticket -> 'id', 'outcome', outcome,
    'model', 'claude-haiku-5-5', 'attempts', attempts)) from probe
$$;
do $$ begin perform tests.call_model('network') from generate_series(1, 5); end $$;

select is(pg_temp.probe(), null, 'when it has cooled down, one call may try');
select is(tests.call_model(), 'breaker_open', 'and no other beside it');
do $$ begin perform pg_temp.settle('provider'); end $$;
select results_eq('table breaker', $$ values ('open', 40, 40) $$, 'it failed: twice as long');
do $$ begin perform pg_temp.probe(), pg_temp.settle('timeout', 0); end $$;
select results_eq('table breaker', $$ values ('open', 40, 0) $$, 'never sent: it says nothing');
update private.model_breakers set cool_down_seconds = 400;
do $$ begin perform pg_temp.probe(), pg_temp.settle('network'); end $$;
select results_eq('table breaker', $$ values ('open', 600, 600) $$, 'up to ten minutes');
do $$ begin perform pg_temp.probe(); end $$;
update private.model_breakers set retry_at = clock_timestamp() where state = 'half_open';
select is(pg_temp.probe(), null, 'a probe of which nobody tells is given up');
do $$ begin perform pg_temp.settle('refusal'); end $$;
select results_eq('table breaker', $$ values ('closed', 20, null::integer) $$,
  'an answer closes it');
do $$ begin perform tests.call_model('network') from generate_series(1, 4); end $$;
select results_eq('select state from breaker', array['closed'], 'what was before is forgotten');

select * from finish();
rollback;
