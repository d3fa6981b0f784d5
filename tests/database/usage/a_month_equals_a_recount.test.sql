begin;
set local search_path = extensions, public;
select plan(3);

insert into public.usage_metrics
  (tenant_id, user_id, date, model_calls, input_tokens, output_tokens, cache_read_tokens,
   cache_write_tokens, cost_usd, unpriced_calls)
select t.id, case t.product when 'network' then '00000000-0000-4000-8000-000000000021'::uuid end,
  day::date, n, n * 10, n * 20, n * 30, n * 40, n * 0.001, n % 3
from public.tenants t,
  generate_series('2025-12-30'::date, '2026-03-02', '1 day') with ordinality d (day, n);

select is_empty('table private.monthly_usage_summary', 'until it is refreshed it is as it was');
do $$ begin perform private.refresh_summaries(); end $$;
select results_eq($$
  select tenant_id, user_id, month, model_calls, input_tokens, output_tokens, cache_read_tokens,
    cache_write_tokens, cost_usd, unpriced_calls, active_days
  from private.monthly_usage_summary order by 1, 3
$$, $$
  select tenant_id, min(user_id::text)::uuid, make_date(extract(year from date)::integer,
      extract(month from date)::integer, 1), sum(model_calls)::bigint, sum(input_tokens)::bigint,
    sum(output_tokens)::bigint, sum(cache_read_tokens)::bigint, sum(cache_write_tokens)::bigint,
    sum(cost_usd), sum(unpriced_calls)::bigint, count(*)
  from public.usage_metrics group by 1, 3 order by 1, 3
$$, 'by tenant, person and month');
select results_eq($$ select month, active_days, model_calls from private.monthly_usage_summary
  where user_id is not null order by 1 $$, $$ values ('2025-12-01'::date, 2::bigint, 3::bigint),
  ('2026-01-01', 31, 558), ('2026-02-01', 28, 1330), ('2026-03-01', 2, 125) $$,
  'worked out by hand');

select * from finish();
rollback;
