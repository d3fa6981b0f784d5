begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi"}');
  set constraints all immediate;
end $$;
create temp table turn as
  select worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0 as t;
create temp view log as
  select l.id, l.status, l.outcome, l.cost_usd, l.settled_at
  from public.agent_actions_log l order by l.created_at;

select results_eq('select id::text, status, cost_usd from log', $$
  select t -> 'context' -> 'call' ->> 'id', 'started', null::numeric(14, 8) from turn
$$, 'the claim starts the row of the first call');
select results_eq($$
  select l.task_id::text, l.trace_id::text, l.agent_type, l.user_id::text, l.lease_token::text,
    l.agent_instance_id::text
  from public.agent_actions_log l
$$, $$
  select t -> 'tasks' -> 0 ->> 'id', t ->> 'trace_id', 'concierge',
    t -> 'context' -> 'user' ->> 'id', t ->> 'lease',
    t -> 'context' -> 'instance' ->> 'id' from turn
$$, 'with its task, trace, person and variant');

create function pg_temp.call(id text) returns jsonb language sql as $$
  select jsonb_build_object('id', id, 'outcome', 'ok', 'model', 'claude-haiku-5-5',
    'input_tokens', 1000, 'output_tokens', 200, 'attempts', 1, 'latency_ms', 900)
$$;
create temp table step as
  select worker.step((t ->> 'lease')::uuid, pg_temp.call(t -> 'context' -> 'call' ->> 'id')) as answer
  from turn;
select results_eq('select status, outcome, cost_usd from log', $$
  values ('settled', 'ok', 0.0002), ('started', null, null)
$$, 'a step settles one with its cost, and starts the next');
select results_eq('select id::text from log where status = ''started''',
  'select answer #>> ''{call,id}'' from step', 'whose id it tells');
do $$ begin
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', t -> 'lease',
    'outcome', 'done', 'call', pg_temp.call(answer #>> '{call,id}')))) from turn, step;
end $$;
select results_eq('select status, cost_usd from log',
  $$ values ('settled', 0.0002), ('settled', 0.0002) $$, 'the finish settles the last');
select is_empty('select * from log where settled_at is null', 'and none stays open');

select * from finish();
rollback;
