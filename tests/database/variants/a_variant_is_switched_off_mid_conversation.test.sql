begin;
set local search_path = extensions, public;
select plan(6);

update public.agent_instances set weight = 0 where agent_type = 'concierge';
insert into public.agent_instances (agent_type, model, prompt_version) values
  ('concierge', 'claude-opus-5-5', '2026-11-short');
create function pg_temp.turn(sid text) returns jsonb language plpgsql as $$
begin
  perform tests.text_in(sid);
  return worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0;
end $$;
create function pg_temp.answer(turn jsonb, words text) returns text language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
    'outcome', 'done', 'call', tests.settled_call(turn #>> '{context,call,id}'), 'actions',
    jsonb_build_array(jsonb_build_object('type', 'reply', 'input',
      jsonb_build_object('text', words)))))) -> 0 ->> 'result'
$$;
create temp table turns as select 1 as nth, pg_temp.turn('SM1') as t;
select is(t #>> '{context,instance,prompt_version}', '2026-11-short', 'Grace has the new words')
from turns;
insert into public.agent_instances (agent_type, model) values ('concierge', 'claude-haiku-5-5');
update public.agent_instances set status = 'terminated', terminated_at = now()
  where prompt_version = '2026-11-short';
select is(pg_temp.answer(t, 'Aye'), 'finished', 'the turn that began with them ends') from turns;
insert into turns select 2, pg_temp.turn('SM2');
select is(t #>> '{context,instance,model}', 'claude-haiku-5-5', 'the next is another variant''s')
from turns where nth = 2;
select is(t #>> '{context,messages,1,content}' ~ 'Aye$' and t #>> '{context,conversation,id}'
    = (select t #>> '{context,conversation,id}' from turns where nth = 1), true,
  'which sees the same conversation') from turns where nth = 2;
select is(pg_temp.answer(t, 'Still here'), 'finished', 'and answers') from turns where nth = 2;
select results_eq($$ select i.model from public.agent_actions_log l
  join public.agent_instances i on i.id = l.agent_instance_id order by l.created_at $$,
  array['claude-opus-5-5', 'claude-haiku-5-5'], 'each call says whose it was');

select * from finish();
rollback;
