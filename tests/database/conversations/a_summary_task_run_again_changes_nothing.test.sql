begin;
set local search_path = extensions, public;
select plan(3);

create function pg_temp.summarise(summary text) returns jsonb language plpgsql as $$
declare
  turn jsonb := worker.claim('conversation-summary') -> 'turns' -> 0;
begin
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
    'outcome', 'done', 'actions', jsonb_build_array(jsonb_build_object('type', 'write_summary',
      'input', jsonb_build_object('summary', summarise.summary, 'up_to_position', 999))))));
  set constraints all immediate;
  set constraints all deferred;
  return turn -> 'context';
end
$$;
do $$ begin perform tests.a_text_out(), tests.say(1, 49), pg_temp.summarise('the first'); end $$;
create temp table before as select * from public.conversations;
insert into public.agent_tasks (task_type, user_id, context_json, scheduled_for)
  select 'create_conversation_summary', user_id, jsonb_build_object('conversation_id', id), now()
  from public.conversations;
set constraints all immediate;
set constraints all deferred;
create temp table again as select pg_temp.summarise('another') as context;
select is(context -> 'messages', '[]', 'it sees nothing that is not in the summary') from again;
select is(context -> 'conversation' ->> 'summary', 'the first', 'which it has') from again;
select results_eq('select * from public.conversations', 'select * from before',
  'and whatever it says replaces nothing');

select * from finish();
rollback;
