begin;
set local search_path = extensions, public;
select plan(3);

create function pg_temp.cost(searches text) returns numeric language plpgsql as $$
declare
  lease constant uuid := gen_random_uuid();
begin
  return (private.settle_call(lease, tests.settled_call(tests.start_call(lease) ->> 'id')
    || jsonb_build_object('web_searches', searches::integer))).cost_usd;
end $$;

select is(pg_temp.cost('2') - pg_temp.cost(null), 0.02::numeric, 'a cent each');
select is((select max(web_searches) from public.agent_actions_log), 2, 'the log counts them');
do $$ begin
  perform private.start_call(gen_random_uuid(),
    jsonb_populate_record(null::public.agent_tasks, jsonb_build_object('id', gen_random_uuid(),
      'created_at', now(), 'tenant_id', '00000000-0000-4000-8000-000000000001')), 'solution-saga',
    jsonb_populate_record(null::public.agent_instances, '{"model": "claude-haiku-5-5",
      "max_tokens": 1000}'), 1000, 3);
end $$;
select results_eq('select reserved_micro_usd from private.budget_reservations',
  array[30625::bigint], 'leave for three of them is reserved before, besides 625 for tokens');

select * from finish();
rollback;
