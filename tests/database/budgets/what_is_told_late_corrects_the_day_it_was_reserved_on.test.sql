begin;
set local search_path = extensions, public;
select plan(2);

create temp table call as select gen_random_uuid() as lease, null::jsonb as ticket;
update call set ticket = tests.start_call(lease);
update private.budget_reservations set day = day - 1;
update private.budgets set day = day - 1 where scope = 'tenant_day';
do $$ begin
  perform private.settle_call(lease, jsonb_build_object('id', ticket -> 'id', 'outcome', 'ok',
    'model', 'claude-haiku-5-5', 'input_tokens', 1000, 'output_tokens', 0)) from call;
  perform tests.start_call(gen_random_uuid());
end $$;

select results_eq($$ select now()::date - day, spent_micro_usd from private.budgets
  where scope = 'tenant_day' order by 1 $$, $$ values (0, 625::bigint), (1, 625) $$,
  'another day''s calls are none of today''s');
do $$ begin
  perform private.fold_reservations(tenant_id, day) from private.budgets where day < now()::date;
end $$;
select results_eq($$ select now()::date - day, spent_micro_usd from private.budgets
  where scope = 'tenant_day' order by 1 $$, $$ values (0, 625::bigint), (1, 100) $$,
  'each day has its own');

select * from finish();
rollback;
