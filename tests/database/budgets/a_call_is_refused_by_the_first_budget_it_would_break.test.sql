begin;
set local search_path = extensions, public;
select plan(8);

-- Each call may cost 625: 1,000 tokens of prompt at 0.125, and 1,000 of answer at 0.50.
create temp table task as select gen_random_uuid() as id;
create function pg_temp.ask(person integer, id uuid default null) returns text language sql as $$
  select tests.start_call(gen_random_uuid(), person => case person
    when 1 then '00000000-0000-4000-8000-000000000021'::uuid end, task_id => ask.id) ->> 'refused'
$$;
create function pg_temp.allow(name text, micro_usd integer) returns void language sql as $$
  update public.tenants set settings = settings
    || jsonb_build_object(allow.name || '_budget_micro_usd', allow.micro_usd) where id = '00000000-0000-4000-8000-000000000001'
$$;

do $$ begin perform pg_temp.allow('message', 1300); end $$;
select is(pg_temp.ask(1, id), null, 'the first call of a text') from task;
select is(pg_temp.ask(1, id), null, 'the second fits, too') from task;
select is(pg_temp.ask(1, id), 'message_budget', 'the third would break its budget') from task;
select is(pg_temp.ask(1), null, 'another text has its own');
do $$ begin perform pg_temp.allow('user_day', 2000); end $$;
select is(pg_temp.ask(1), 'user_day_budget', 'so has a person''s day');
do $$ begin perform pg_temp.allow('tenant_day', 2499); end $$;
select is(pg_temp.ask(2), 'tenant_day_budget', 'and their tenant''s');

select results_eq($$ select status, outcome, error, attempts, cost_usd
  from public.agent_actions_log where outcome is not null order by created_at $$, $$ values
  ('settled', 'budget', 'message_budget', 0, null::numeric(14, 8)),
  ('settled', 'budget', 'user_day_budget', 0, null),
  ('settled', 'budget', 'tenant_day_budget', 0, null) $$, 'what is refused has a row that is over');
select is_empty('table public.usage_metrics', 'and is not counted as a call');

select * from finish();
rollback;
