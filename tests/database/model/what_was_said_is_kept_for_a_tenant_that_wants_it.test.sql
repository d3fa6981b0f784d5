begin;
set local search_path = extensions, public;
select plan(4);

create function pg_temp.call() returns jsonb language sql as $$
  select tests.call_model(more => '{"input": {"messages": []}, "output": {"content": []}}');
  select tests.start_call(gen_random_uuid())
$$;
create temp view kept as select input_data, output_data from public.agent_actions_log
  where status = 'settled' order by created_at;

select is(pg_temp.call() ->> 'log_content', 'false', 'by default the worker is told to keep nothing');
select results_eq('table kept', $$ values (null::jsonb, null::jsonb) $$, 'and nothing is kept');
update public.tenants set settings = '{"log_content": 1}';
select is(pg_temp.call() ->> 'log_content', 'true', 'a tenant may have it otherwise');
select results_eq('table kept', $$ values (null::jsonb, null::jsonb),
  ('{"messages": []}', '{"content": []}') $$, 'from then on');

select * from finish();
rollback;
