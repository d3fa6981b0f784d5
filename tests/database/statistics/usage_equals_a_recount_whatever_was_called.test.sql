begin;
set local search_path = extensions, public;
select plan(5);

-- 900 calls of all tenants over 70 days, at other prices from the 40th and from the 20th before.
do $$ begin
  perform setseed(0.31), tests.people(), tests.a_page();
  insert into private.model_prices
    select 'a-model', now()::date - ago, 0, 80.0 / ago, 400.0 / ago, 1, 2, 3
    from unnest('{80,40,20}'::integer[]) ago;
  insert into public.users (tenant_id, email, email_verified, is_test) values
    ('00000000-0000-4000-8000-000000000002', 'try@centaur.example', true, true);
end $$;
create temp table calls as
  select gen_random_uuid() as id, w.*, now() - random() * interval '70 days' as at,
    case when random() < 0.9 then 'a-model' else 'an-unpriced-model' end as model,
    (random() * 5000)::integer as tokens_in, (random() * 900)::integer as tokens_out,
    (random() < 0.8)::integer as attempts
  from generate_series(1, 900 / (select count(*)::integer from public.users) ) n, (
    select tenant_id, id as user_id, is_test from public.users
    union all select id, null, false from public.tenants) w;
insert into public.agent_actions_log (id, tenant_id, agent_type, action_type, user_id, lease_token,
    model_used, created_at)
  select id, tenant_id, 'assistant', 'llm_call', user_id, id, model, at from calls;
-- Each is told twice, as when an answer to its worker was lost.
do $$ begin
  perform private.settle_call(c.id, jsonb_build_object('id', c.id, 'outcome', 'ok', 'model', model,
    'attempts', attempts, 'input_tokens', tokens_in, 'output_tokens', tokens_out))
  from calls c, generate_series(1, 2);
end $$;
create temp view recount as
  select (at at time zone 'UTC')::date as date, user_id, tokens_in, tokens_out, round((
      select p.input_usd * tokens_in + p.output_usd * tokens_out from private.model_prices p
      where p.model = c.model and p.valid_from <= (at at time zone 'UTC')::date
      order by p.valid_from desc limit 1) / 1000000, 8) as cost
  from calls c where tenant_id::text ~ '2$' and not is_test and attempts > 0;
select cmp_ok((select count(*)::integer from recount), '>', 100, 'there is something to count');
select results_eq(format($$ select period, user_id, model_calls, input_tokens, output_tokens,
    cost_usd, unpriced_calls from public.usage_report('00000000-0000-4000-8000-000000000002',
    now()::date - 99, now()::date + 1, %1$L) $$, by), format($$ select %2$s, count(*),
    sum(tokens_in), sum(tokens_out), coalesce(sum(cost), 0), count(*) - count(cost)
  from recount group by 1, 2 order by 1, 2 $$, by, columns), 'by ' || by)
from (values ('day', 'date, null::uuid'), ('user', 'null::date, user_id'),
  ('month', 'date_trunc(''month'', date)::date, null::uuid')) w (by, columns);
select is((select sum(split_part(line, ',', 8)::numeric) from regexp_split_to_table(
    public.export_usage('00000000-0000-4000-8000-000000000002', now()::date - 99, now()::date + 1),
    E'\r\n') line where line ~ '^2'), sum(cost), 'the file adds up to the same') from recount;

select * from finish();
rollback;
