begin;
set local search_path = extensions, public;
select plan(2);

create function pg_temp.use(person uuid) returns void language sql as $$
  select private.increment_usage_metrics('00000000-0000-4000-8000-000000000001', person,
    '2026-01-31', 10, 20, 30, 40, 0.5)
$$;
do $$ begin
  perform pg_temp.use(null), pg_temp.use(null),
    pg_temp.use('00000000-0000-4000-8000-000000000021');
end $$;

select results_eq($$
  select user_id, model_calls, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens,
    cost_usd from public.usage_metrics order by user_id nulls first
$$, $$ values (null::uuid, 2, 20::bigint, 40::bigint, 60::bigint, 80::bigint, 1::numeric(16, 8)),
  ('00000000-0000-4000-8000-000000000021', 1, 10, 20, 30, 40, 0.5) $$,
  'without a person, apart from anybody''s');
do $$ begin perform private.refresh_summaries(); end $$;
select results_eq('select user_id, month, model_calls from private.monthly_usage_summary
  order by user_id nulls first', $$ values (null::uuid, '2026-01-01'::date, 2::bigint),
  ('00000000-0000-4000-8000-000000000021', '2026-01-01', 1) $$, 'and so by month');

select * from finish();
rollback;
