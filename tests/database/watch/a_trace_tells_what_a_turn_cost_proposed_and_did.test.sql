begin;
set local search_path = extensions, public;
select plan(2);

do $$ declare
  turn jsonb;
  step jsonb;
begin
  perform tests.text_in('SM1');
  turn := worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0;
  step := worker.step((turn ->> 'lease')::uuid, tests.settled_call(turn #>> '{context,call,id}')
    || jsonb_build_object('prompt_hash', repeat('a', 64), 'prompt_version', '2026-11-short'));
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
    'outcome', 'done', 'call', tests.settled_call(step #>> '{call,id}')
      || jsonb_build_object('prompt_hash', repeat('a', 64)),
    'result', '{"model_calls": 2, "proposed": [{"type": "set_timezone", "refused": "no"}]}'::jsonb,
    'actions', '[{"type": "update_profile", "input": {"title": "Admiral"}},
      {"type": "reply", "input": {"text": "Aye"}}]'::jsonb)));
end $$;
create temp view told as select s.step, s.detail
  from public.messages m, worker.trace(m.trace_id) s where m.direction = 'inbound';

select results_eq($$ select detail ->> 'prompt_version', detail ->> 'prompt',
    detail ->> 'tokens_in', detail ->> 'cost_usd', detail ->> 'variant'
  from told where step = 'model called' $$, $$
  select '2026-11-short', repeat('a', 12), '1000', '0.00020800', i.id::text
  from public.agent_instances i, generate_series(1, 2) where i.agent_type = 'concierge'
$$, 'each call with its prompt, variant, tokens and cost');
select results_eq($$ select detail -> 'proposed', detail -> 'applied' from told
  where step = 'task reply claimed' $$, $$ values
  ('[{"type": "set_timezone", "refused": "no"}]'::jsonb, '["update_profile", "reply"]'::jsonb) $$,
  'what was proposed and refused, and what was done');

select * from finish();
rollback;
