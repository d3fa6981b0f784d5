begin;
set local search_path = extensions, public;
select plan(4);

select tests.member();
select tests.rank('intro_opportunity', tests.intro(), 1);
select tests.rank('community_request', tests.ask_grace(), 2);
select tests.text_in('SM1', body => 'what is there for me?');
create temp table told as
  select worker.finish(jsonb_build_array(jsonb_build_object('lease', c -> 'turns' -> 0 -> 'lease',
    'outcome', 'done', 'actions', '[
      {"type": "present_opportunity", "input": {"handle": "p1", "asked": true}},
      {"type": "present_opportunity", "input": {"handle": "p2", "asked": true}},
      {"type": "reply", "input": {"text": "Two things."}}]'::jsonb))) -> 0 ->> 'result' as result
  from worker.claim('concierge', 1, now() + interval '10 s') c;

select results_eq('select result from told', array['refused'], 'two at once are refused');
select is_empty('select * from public.user_priorities where status <> ''active''', 'with all of it');
select matches((select refusal from public.agent_tasks where task_type = 'reply'),
  '^present_opportunity: one at a time', 'and the next try knows why');
do $$ begin perform private.settle_lanes(touched => array(select lane_key from private.lanes)); end $$;
select is(tests.turn(null, 'present_opportunity', '{"handle": "p2", "asked": true}'), 'done',
  'one is not');

select * from finish();
rollback;
