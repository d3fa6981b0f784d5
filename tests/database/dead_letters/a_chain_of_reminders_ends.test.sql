begin;
set local search_path = extensions, public;
set local client_min_messages = error;
select plan(2);

-- Of each turn the only effect is to ask for the next.
do $$
declare turn jsonb; day timestamptz := now() + interval '1 minute';
begin
  perform tests.text_in('SM1');
  for n in 1 .. 30 loop
    turn := worker.claim('concierge', 1, day) -> 'turns' -> 0;
    exit when turn is null;
    perform worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
      'outcome', 'done', 'actions', '[{"type": "schedule_followup",
        "input": {"in_hours": 24, "about": "the same"}}]'::jsonb)), day);
    set constraints all immediate;
    set constraints all deferred;
    update public.agent_tasks set scheduled_for = day where status = 'pending';
    perform private.settle_lanes(touched => array(select lane_key from private.lanes));
    day := day + interval '1 day';
  end loop;
end $$;

select is((select max(hop) from public.agent_tasks where status = 'completed'), 8,
  'who wakes themselves is stopped as who wakes another');
do $$ begin perform worker.process_tasks_batch(now() + interval '90 days'); end $$;
select results_eq('select task_type, reason from public.event_dead_letters',
  $$ values ('schedule_followup', 'hop_limit') $$, 'and somebody is told');

select * from finish();
rollback;
