-- The coach: the agent of somebody who works on goals of their own; what it keeps, knows and reads.

insert into public.agent_instances (agent_type, model) values ('coach', 'claude-sonnet-5-5');
insert into private.functions (name) values ('coach');
insert into private.bells (function_name) values ('coach');
insert into private.actions (action, agents, to_others, description) values
  ('set_goals', '{coach}', 'only the coach keeps goals', 'what the person works on'),
  ('note_facts', '{coach}', 'only the coach keeps such facts',
   'what the person says of their own situation'),
  ('note_preferences', '{coach}', 'only the coach keeps such wishes',
   'how the person wants to be coached');
update private.actions set agents = agents || '{coach}'
  where action in ('reply', 'update_profile', 'set_timezone', 'set_texting', 'schedule_followup',
    'pause_texts', 'resume_texts', 'go_on_with_sequence', 'stop_sequence', 'drop_outreach');

-- Goals. -----------------------------------------------------------------------------------------

create function private.check_set_goals(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['goals']), case
    when jsonb_typeof(input -> 'goals') is distinct from 'array' then 'goals is a list'
    when jsonb_array_length(input -> 'goals') > 5 then 'at most 5 goals'
    when exists (select from jsonb_array_elements(input -> 'goals') g (value)
      where not coalesce(private.is_line(g.value, 200), false))
      then 'a goal is a line of 1 to 200 characters' end);
end
$$;

create function private.apply_set_goals(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.users u set goals = array(
      select min(btrim(g.goal)) from jsonb_array_elements_text(input -> 'goals')
        with ordinality g (goal, nth)
      group by private.same_words(g.goal) order by min(g.nth))
  where u.id = person.id;
end
$$;
comment on function private.apply_set_goals(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'The whole list, each goal once. No goal moves a stage: private.stage_rules do.';

-- Facts and preferences. -------------------------------------------------------------------------

create function private.check_notes(input jsonb, kept jsonb) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['notes']), case
    when jsonb_typeof(input -> 'notes') is distinct from 'array'
      or jsonb_array_length(input -> 'notes') not between 1 and 5 then 'notes are 1 to 5'
    when exists (select from jsonb_array_elements(input -> 'notes') n (value)
      where jsonb_typeof(n.value) <> 'object' or n.value - 'about' - 'words' <> '{}'
        or coalesce(n.value ->> 'about', '') !~ '^[a-z][a-z_]{1,39}$'
        or not n.value ? 'words'
        or jsonb_typeof(n.value -> 'words') <> 'null'
          and not private.is_line(n.value -> 'words', 200))
      then 'a note is {about: a word of small letters, words: a line of 1 to 200 characters or '
        'null}'
    when 30 < (select count(*) from (
        select jsonb_object_keys(kept)
        union select n.value ->> 'about' from jsonb_array_elements(input -> 'notes') n (value)) k)
      then 'thirty notes are kept already: replace one' end);
end
$$;
comment on function private.check_notes(jsonb, jsonb) is
  'Whether notes may be added to those that are kept: few, short, each about one thing.';

create function private.with_notes(kept jsonb, notes jsonb) returns jsonb
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return jsonb_strip_nulls(kept || (
    select jsonb_object_agg(
      n.value ->> 'about', to_jsonb(btrim(n.value ->> 'words')) order by n.nth)
    from jsonb_array_elements(with_notes.notes) with ordinality n (value, nth)));
end
$$;
comment on function private.with_notes(jsonb, jsonb) is
  'What is kept with newer notes, of which the last word about a thing counts; null takes it out.';

create function private.check_note_facts(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return private.check_notes(input, person.profile);
end
$$;

create function private.apply_note_facts(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.users u set profile = private.with_notes(u.profile, input -> 'notes')
    where u.id = person.id;
end
$$;

create function private.check_note_preferences(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return private.check_notes(input, person.preferences);
end
$$;

create function private.apply_note_preferences(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.users u set preferences = private.with_notes(u.preferences, input -> 'notes')
    where u.id = person.id;
end
$$;

-- What it knows. ---------------------------------------------------------------------------------

create function private.coaching_view(person public.users) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return jsonb_build_object('goals', person.goals, 'stage', person.stage,
    'graduated', person.graduation_date is not null, 'profile', person.profile,
    'preferences', person.preferences);
end
$$;
comment on function private.coaching_view(public.users) is
  'What the coach knows of somebody in every turn; their analyses it reads when they ask.';

create function private.read_analyses(person public.users) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return jsonb_build_object('stage', person.stage,
    'graduated_on', private.local_day(person, person.graduation_date),
    'analyses', (
      select coalesce(jsonb_agg(jsonb_build_object(
          'on', a.message_range -> 'day', 'score', a.chat_score, 'of', 14,
          'strengths', a.strengths_identified, 'areas', a.improvement_areas)
        order by a.created_at desc), '[]')
      from (
        select * from public.analysis_results r
        where r.tenant_id = person.tenant_id and r.user_id = person.id
          and r.analysis_type = 'chat_scoring'
        order by r.created_at desc limit 5) a));
end
$$;
comment on function private.read_analyses(public.users) is
  'Somebody''s own last five analyses, for their agent to tell them of, each with the day on which '
  'its messages ended; whose they are comes from the lane.';
