begin;
set local search_path = extensions, public;
select plan(6);

select is(private.tokens_most(repeat('boats ', 100)), 200, 'three bytes of ASCII are a token');
select is(private.tokens_most(repeat('🚤', 100)), 400, 'an emoji may be one for each of its bytes');
select is(private.tokens_most('boat ' || repeat('ꦧ', 10)), 32, 'and a rare script, too');

-- Each call may cost 625: 1,000 tokens of prompt at 0.125, and 1,000 of answer at 0.50.
create function pg_temp.fold() returns void language sql as $$
  select private.fold_reservations('00000000-0000-4000-8000-000000000001',
    (now() at time zone 'UTC')::date)
$$;
update public.tenants set settings = settings || '{"tenant_day_budget_micro_usd": 2000}';
do $$ begin
  perform tests.call_model(more => '{"input_tokens": 10000, "output_tokens": 1000}'), pg_temp.fold();
end $$;
select results_eq($$ select spent_micro_usd from private.budgets where scope = 'tenant_day' $$,
  array[1500::bigint], 'what it was is booked, not what it was thought to be');
select is(tests.start_call(gen_random_uuid()) ->> 'refused', 'tenant_day_budget',
  'so the next has no room');

-- A text of yesterday, whose call of yesterday was settled and is not folded yet.
create temp table task as select gen_random_uuid() as id;
insert into private.budgets (tenant_id, scope, scope_id, day, spent_micro_usd)
  select '00000000-0000-4000-8000-000000000001', 'message', id, (now() at time zone 'UTC')::date - 1,
    500000 from task;
insert into private.budget_reservations (call_id, tenant_id, day, task_id, task_day, prompt_tokens,
    reserved_micro_usd, actual_micro_usd)
  select gen_random_uuid(), '00000000-0000-4000-8000-000000000001', d, id, d, 1, 500000, 10
  from task, (select (now() at time zone 'UTC')::date - 1) y (d);
update public.tenants set settings = '{}';
select is(private.reserve(gen_random_uuid(), jsonb_populate_record(null::public.agent_tasks,
    jsonb_build_object('id', id, 'tenant_id', '00000000-0000-4000-8000-000000000001',
      'created_at', now() - interval '1 day')), 'claude-haiku-5-5', 1000, 1000), null,
  'what it gave back yesterday it has today') from task;

select * from finish();
rollback;
