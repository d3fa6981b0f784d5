begin;
set local search_path = extensions, public;
select plan(10);

do $$ begin perform tests.coached_person(); end $$;
create function pg_temp.act(action text, input jsonb, agent text default 'coach') returns text
language plpgsql as $$
begin
  perform private.apply_action(jsonb_populate_record(null::private.leases,
      jsonb_build_object('function_name', act.agent)),
    (select t from (select null::public.agent_tasks) t (t)), u,
    jsonb_build_object('type', act.action, 'input', act.input))
  from public.users u where u.id = '20000000-0000-4000-8000-000000000001';
  return 'done';
exception when sqlstate 'YP001' then return 'refused';
end $$;
create temp view person as select * from public.users
  where id = '20000000-0000-4000-8000-000000000001';

select is(pg_temp.act('set_goals', '{"goals": ["Speak up", "speak up.", "Sleep"]}'), 'done', 'goals');
select is((select goals from person), array['Speak up', 'Sleep'], 'each once, in their order');
select is(pg_temp.act('set_goals', '{"goals": ["a", "b", "c", "d", "e", "f"]}'), 'refused', 'few');
select is(pg_temp.act('set_goals', '{"goals": [], "stage": 3}'), 'refused', 'no stage by the way');
select is(pg_temp.act('note_facts', '{"notes": [{"about": "work", "words": "a yard"},
  {"about": "family", "words": "two girls"}]}'), 'done', 'facts');
select is(pg_temp.act('note_facts', '{"notes": [{"about": "work", "words": null}]}'), 'done',
  'and that one is so no longer');
select is((select profile from person), '{"family": "two girls"}', 'what is left of them');
select is(pg_temp.act('note_preferences', '{"notes": [{"about": "tone", "words": "gentle"}]}'),
  'done', 'how they want to be coached');
select is((select private.coaching_view(p) from public.users p
  where id = '20000000-0000-4000-8000-000000000001'), '{"goals": ["Speak up", "Sleep"], "stage": 1,
  "graduated": false, "profile": {"family": "two girls"}, "preferences": {"tone": "gentle"}}',
  'is what their next turn knows');
select is(pg_temp.act('set_goals', '{"goals": ["x"]}', 'concierge'), 'refused', 'the coach''s alone');

select * from finish();
rollback;
