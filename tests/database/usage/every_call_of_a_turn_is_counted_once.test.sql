begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi"}');
  set constraints all immediate;
end $$;
create temp table turn as
  select (t ->> 'lease')::uuid as lease, t -> 'context' -> 'call' ->> 'id' as call
  from (select worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0) c (t);
create temp view used as
  select user_id, model_calls, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens,
    cost_usd, unpriced_calls from public.usage_metrics;

select is_empty('table used', 'a call that was only begun is not counted');
create temp table step as
  select worker.step(lease, tests.settled_call(call)) #>> '{call,id}' as call from turn;
select results_eq('table used', $$ values ('00000000-0000-4000-8000-000000000021'::uuid,
  1, 1000::bigint, 200::bigint, 300::bigint, 40::bigint, 0.000208::numeric(16, 8), 0) $$,
  'a step counts the call it settles, for its person');
do $$ begin perform private.settle_call(lease, tests.settled_call(call)) from turn; end $$;
select results_eq('select model_calls from used', array[1], 'settled again, it adds nothing');
create temp table finish as
  select jsonb_build_array(jsonb_build_object('lease', lease, 'outcome', 'done',
    'call', tests.settled_call(step.call))) as turns from turn, step;
select results_eq('select worker.finish(turns) -> 0 ->> ''result'' from finish',
  array['finished'], 'the finish settles the last');
do $$ begin perform worker.finish(turns) from finish; end $$;
select results_eq('table used', $$ values ('00000000-0000-4000-8000-000000000021'::uuid,
  2, 2000::bigint, 400::bigint, 600::bigint, 80::bigint, 0.000416::numeric(16, 8), 0) $$,
  'which counts once, however often the finish is repeated');

select * from finish();
rollback;
