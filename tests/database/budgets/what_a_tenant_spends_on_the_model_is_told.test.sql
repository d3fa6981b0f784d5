begin;
set local search_path = extensions, public;
select plan(5);

create temp view told as
  select kind, subject_count from private.conditions() where kind ~ '^model_' order by 1;
update public.tenants set settings = '{"tenant_day_budget_micro_usd": 1000000}'
  where id = '00000000-0000-4000-8000-000000000001';
create function pg_temp.spend(cents integer) returns void language sql as $$
  insert into private.budgets (tenant_id, scope, scope_id, day, spent_micro_usd)
    select id, 'tenant_day', id, (now() at time zone 'UTC')::date, cents * 10000
    from public.tenants where slug = 'yachtparty'
    on conflict on constraint budgets_pkey do update set spent_micro_usd = excluded.spent_micro_usd
$$;

do $$ begin perform pg_temp.spend(79); end $$;
select is_empty('table told', 'less than four fifths is nothing to be told');
do $$ begin perform pg_temp.spend(80); end $$;
select results_eq('table told', $$ values ('model_budget_low', 80::bigint) $$, 'that much is');
do $$ begin perform pg_temp.spend(100), tests.call_model(); end $$;
select results_eq('table told', $$ values ('model_budget_spent', 100::bigint) $$, 'and all of it');
update public.tenants set settings = '{"tenant_day_budget_micro_usd": 2000000}';
select is_empty('table told', 'until more is allowed');
update public.tenants set settings = '{}';
update private.budgets set day = day - 1;
select is_empty('table told', 'or the day is over');

select * from finish();
rollback;
