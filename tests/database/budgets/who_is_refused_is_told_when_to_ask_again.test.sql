begin;
set local search_path = extensions, public;
select plan(4);

update public.tenants set settings = '{"tenant_day_budget_micro_usd": 1000}'
  where id = '00000000-0000-4000-8000-000000000001';
create function pg_temp.wait() returns integer language sql as $$
  select (tests.start_call(gen_random_uuid()) ->> 'retry_after_seconds')::integer
$$;
create temp table first as select gen_random_uuid() as lease, null::jsonb as ticket;
update first set ticket = tests.start_call(lease);

select is(pg_temp.wait(), 15, 'soon, while a call in flight may leave room');
select is_empty('select from private.budgets where exhausted_at is not null',
  'nothing is spent yet');
do $$ begin
  perform private.settle_call(lease, jsonb_build_object('id', ticket -> 'id', 'outcome', 'ok',
    'model', 'claude-haiku-5-5', 'input_tokens', 1000, 'output_tokens', 900)) from first;
end $$;
select is(pg_temp.wait() between 1 and ceil(extract(epoch from
    date_trunc('day', now() at time zone 'UTC') + interval '1 day' - now() at time zone 'UTC')),
  true, 'else when the UTC day is over');
select results_eq('select scope from private.budgets where exhausted_at is not null',
  array['tenant_day'], 'and the day is marked as spent');

select * from finish();
rollback;
