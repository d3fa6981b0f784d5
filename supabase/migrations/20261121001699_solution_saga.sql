-- The Solution Saga: research, innovators, experts, a judgement, a recommendation; step by step.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('solution_days', 3, true, 1, 30,
   'after so long research is judged by what there is, however far it is'),
  ('solution_wait_hours', 48, true, 1, 168, 'research waits so long for the experts at most'),
  ('innovators_matched_max', 3, true, 0, 10, 'innovators that research looks at'),
  ('web_searches_max', 3, true, 1, 10, 'searches of the web in one piece of research');
insert into private.settings (name, value, description) values
  ('innovators_looked_at', 500, 'active innovators that a match compares: who shares most words with the need'),
  ('web_search_tokens', 10000, 'what one search brings into a prompt, at most');

insert into private.functions (name) values ('solution-saga');
insert into private.bells (function_name) values ('solution-saga');
insert into public.agent_instances (agent_type, model) values
  ('solution-saga', 'claude-sonnet-5-5');
insert into private.task_types (task_type, function_name, agent_type, lane_kind, description) values
  ('research_solution', 'solution-saga', 'solution-saga', 'workflow', 'look on the web'),
  ('match_solution_innovators', 'solution-saga', 'solution-saga', 'workflow',
   'find the innovators who offer it'),
  ('ask_about_solution', 'solution-saga', 'solution-saga', 'workflow', 'put it to the community'),
  ('end_solution_wait', 'solution-saga', 'solution-saga', 'workflow',
   'the experts have answered, or their time is over'),
  ('evaluate_solution_workflow', 'solution-saga', 'solution-saga', 'workflow',
   'judge what was found'),
  ('recommend_solution', 'solution-saga', 'solution-saga', 'workflow', 'tell the member');
insert into private.actions (action, agents, to_others, description) values
  ('take_step', '{solution-saga}', 'this agent does no research',
   'what a step of research has found; where it goes from there is a table''s');

insert into private.event_types (event_type, emitted_by, payload, description) values
  ('solution.completed', '{private.complete_solution}',
   '{"workflow_id": "uuid", "user_id": "uuid"}',
   'research is over, and its member is told what came of it'),
  ('solution.innovator_matched', '{private.tell_of_matches}',
   '{"workflow_id": "uuid", "innovator_id": "uuid", "user_id": "uuid"}',
   'a recommendation names an innovator');
update private.event_types t set emitted_by = t.emitted_by || array['private.step_ask_community']
  where t.event_type = 'community.request_needed';
update private.event_types t set emitted_by = t.emitted_by || array['private.end_its_question']
  where t.event_type = 'community.request_closed';
insert into private.routes (event_type, task_type, dedupe_by, description) values
  ('solution.research_requested', 'research_solution', 'workflow_id', 'the research begins');

-- Where it may go. -------------------------------------------------------------------------------

create table private.solution_steps (
  step text primary key,
  nth integer not null unique,
  task_type text not null unique references private.task_types (task_type),
  description text not null
);
comment on table private.solution_steps is
  'The steps of research, in their order, and the task that each is.';
insert into private.solution_steps (step, nth, task_type, description) values
  ('research', 1, 'research_solution', 'what the web says'),
  ('match_innovators', 2, 'match_solution_innovators', 'who in the network offers it'),
  ('ask_community', 3, 'ask_about_solution', 'who in the network knows'),
  ('wait', 4, 'end_solution_wait', 'until the experts have answered'),
  ('evaluate', 5, 'evaluate_solution_workflow', 'is it good enough, and what of it'),
  ('recommend', 6, 'recommend_solution', 'the member is told');

create table private.solution_edges (
  from_place text not null,
  to_place text not null,
  description text not null,
  primary key (from_place, to_place)
);
comment on table private.solution_edges is
  'From where research may go to where: a step, or an end. Nobody moves it otherwise.';
insert into private.solution_edges (from_place, to_place, description) values
  ('research', 'match_innovators', 'the web was looked at, or could not be'),
  ('match_innovators', 'ask_community', 'innovators were compared'),
  ('ask_community', 'wait', 'experts are asked'),
  ('ask_community', 'evaluate', 'nobody can be asked, or they are asked already'),
  ('wait', 'evaluate', 'the experts have answered, or had their time'),
  ('evaluate', 'recommend', 'it was judged, or could not be'),
  ('recommend', 'completed', 'the member is told'),
  ('research', 'evaluate', 'its time is over'),
  ('match_innovators', 'evaluate', 'its time is over');
insert into private.solution_edges (from_place, to_place, description)
  select s.step, 'cancelled', 'the member no longer needs it' from private.solution_steps s;

create function private.place_of(workflow public.solution_workflows) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case workflow.status when 'in_progress' then workflow.current_step
    else workflow.status end;
end
$$;
comment on function private.place_of(public.solution_workflows) is 'The step it is at, or its end.';

create function private.keep_to_solution_edges() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  if private.place_of(old) <> private.place_of(new) and not exists (
    select from private.solution_edges e
    where e.from_place = private.place_of(old) and e.to_place = private.place_of(new)) then
    raise exception 'research does not go from % to %', private.place_of(old),
      private.place_of(new)
      using errcode = 'check_violation', hint = 'private.solution_edges has where it may go.';
  end if;
  return new;
end
$$;
comment on function private.keep_to_solution_edges() is
  'Research moves along private.solution_edges, whoever moves it.';
create trigger research_keeps_to_its_edges
  before update of status, current_step on public.solution_workflows
  for each row when ((old.status, old.current_step) is distinct from (new.status, new.current_step))
  execute function private.keep_to_solution_edges();

create function private.go_on(
  workflow public.solution_workflows, to_step text, decided text, why text, due timestamptz,
  trace_id uuid, caused_by uuid
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  next_step private.solution_steps;
begin
  select * into strict next_step from private.solution_steps s where s.step = go_on.to_step;
  update public.solution_workflows w set current_step = next_step.step, last_decision_at = now(),
    next_action = next_step.description,
    pending_tasks = jsonb_build_array(jsonb_build_object('step', next_step.step,
      'task_type', next_step.task_type, 'due', go_on.due)),
    completed_tasks = w.completed_tasks || jsonb_build_object('step', w.current_step, 'at', now()),
    conversation_log = w.conversation_log || jsonb_build_object('at', now(),
      'step', w.current_step, 'decided', go_on.decided, 'why', go_on.why, 'next', next_step.step)
  where w.id = workflow.id;
  insert into public.agent_tasks (tenant_id, task_type, user_id, context_id, context_type,
      scheduled_for, context_json, created_by, dedupe_key, trace_id, caused_by)
    values (workflow.tenant_id, next_step.task_type, workflow.user_id, workflow.id,
      'solution_workflow', go_on.due, jsonb_build_object('workflow_id', workflow.id,
        'user_id', workflow.user_id), 'solution-saga', workflow.id,
      coalesce(go_on.trace_id, gen_random_uuid()), go_on.caused_by);
end
$$;
comment on function private.go_on(
  public.solution_workflows, text, text, text, timestamptz, uuid, uuid) is
  'A step is done: what was decided and why is written down, and the next one is a task, in the '
  'same transaction. Workflow locked.';

-- What a step knows. -----------------------------------------------------------------------------

create function private.solution_context(lease private.leases, task public.agent_tasks)
returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  workflow public.solution_workflows;
  variant jsonb;
  step text := (select s.step from private.solution_steps s where s.task_type = task.task_type);
  found_all jsonb := '{}';
begin
  select * into workflow from public.solution_workflows w
    where w.id = (task.context_json ->> 'workflow_id')::uuid;
  variant := private.instance_view(
    private.instance_of('solution-saga', task.tenant_id, task.user_id));
  if private.place_of(workflow) is distinct from step then
    -- Cancelled, or done by a try before this one.
    step := 'over';
  elsif step = 'evaluate' then
    found_all := private.solution_found(lease, workflow);
  end if;
  return jsonb_build_object('kind', 'solution', 'agent_type', 'solution-saga', 'step', step,
      'user', jsonb_build_object('id', task.user_id), 'need', workflow.request_description,
      'category', workflow.category, 'searches_max',
      private.setting('web_searches_max', task.tenant_id))
    -- Whoever searches the web asks for leave itself: not every research does.
    || case step when 'research' then jsonb_build_object('searcher', variant)
      when 'evaluate' then jsonb_build_object('instance', variant) || found_all else '{}' end;
end
$$;
comment on function private.solution_context(private.leases, public.agent_tasks) is
  'Context of a step of research; "over" when it is not the one that research is at.';

create function private.solution_found(
  lease private.leases, workflow public.solution_workflows
) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  innovators jsonb := coalesce(workflow.matched_innovators, '[]');
  answers jsonb := private.solution_answers(workflow.id);
begin
  update private.leases l set handles = (
    select coalesce(jsonb_object_agg(h.handle, jsonb_build_object('type', h.type, 'id', h.id)),
      '{}')
    from (select 'v' || i.nth as handle, 'innovator' as type, i.value -> 'innovator_id' as id
        from jsonb_array_elements(innovators) with ordinality i (value, nth)
      union all select 'r' || a.nth, 'community_response', a.value -> 'response_id'
        from jsonb_array_elements(answers) with ordinality a (value, nth)) h)
    where l.token = lease.token;
  return jsonb_build_object(
    'research', workflow.perplexity_results - 'sources' || jsonb_build_object('sources', (
      select coalesce(jsonb_agg(s.value -> 'title'), '[]')
      from jsonb_array_elements(workflow.perplexity_results -> 'sources') s (value))),
    'innovators', (select coalesce(jsonb_agg(i.value - array['innovator_id', 'score']
        || jsonb_build_object('handle', 'v' || i.nth) order by i.nth), '[]')
      from jsonb_array_elements(innovators) with ordinality i (value, nth)),
    'answers', (select coalesce(jsonb_agg(a.value - 'response_id'
        || jsonb_build_object('handle', 'r' || a.nth) order by a.nth), '[]')
      from jsonb_array_elements(answers) with ordinality a (value, nth)));
end
$$;
comment on function private.solution_found(private.leases, public.solution_workflows) is
  'All that was found, innovators and answers under handles, nobody by their name.';

create function private.solution_answers(workflow_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('response_id', a.id, 'answer', a.words,
      'usefulness', a.usefulness_score) order by a.usefulness_score desc nulls last, a.id), '[]')
    from (
      select s.id, private.without_contacts(s.response_text) as words, s.usefulness_score
      from public.community_requests r
      join public.community_responses s on s.tenant_id = r.tenant_id and s.request_id = r.id
      where r.context_type = 'solution_workflow' and r.context_id = solution_answers.workflow_id
        and s.verdict is distinct from 'off_topic' and s.verdict is distinct from 'off_topic_again'
      order by s.usefulness_score desc nulls last, s.id limit 10) a);
end
$$;
comment on function private.solution_answers(uuid) is
  'What experts have said to the question of this research, the most useful first.';

-- Taking a step. ---------------------------------------------------------------------------------

create function private.check_take_step(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['step', 'research', 'judgement']), case
    when not exists (select from private.solution_steps s where s.step = input ->> 'step')
      then 'there is no such step'
    when (input ? 'research') <> (input ->> 'step' = 'research')
      then 'research belongs to the step of that name'
    when input ? 'judgement' and input ->> 'step' <> 'evaluate'
      then 'a judgement belongs to the step evaluate'
    when input ? 'research' then private.research_fault(input -> 'research')
    when input ? 'judgement' then private.judgement_fault(input -> 'judgement', handles) end);
end
$$;

create function private.research_fault(research jsonb) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case
    when jsonb_typeof(research) is distinct from 'object' then 'research is an object'
    when research - array['provider', 'offline', 'summary', 'sources'] <> '{}'
      then 'research has a field that does not exist'
    when coalesce(research ->> 'provider', '') <> all (array['web_search', 'perplexity',
      'offline', 'none']) then 'the provider is not known'
    when jsonb_typeof(research -> 'offline') is distinct from 'boolean'
      then 'offline is true or false'
    when not coalesce(private.is_text(research -> 'summary', 4000), false)
      then 'summary has 1 to 4000 characters'
    when jsonb_typeof(research -> 'sources') is distinct from 'array'
      or jsonb_array_length(research -> 'sources') > 10 then 'sources is a list of at most 10'
    when exists (select from jsonb_array_elements(research -> 'sources') s (value)
      where s.value - array['title', 'url', 'reached'] <> '{}'
        or not coalesce(private.is_line(s.value -> 'title', 300), false)
        or not coalesce(s.value ->> 'url' ~ '^https?://\S+$'
          and length(s.value ->> 'url') <= 2000, false)
        or coalesce(s.value ->> 'reached', '') !~ '^[a-z_0-9]{1,40}$')
      then 'a source has a title, a url and whether it was reached' end;
end
$$;
comment on function private.research_fault(jsonb) is 'What is wrong with what was looked up.';

create function private.judgement_fault(judgement jsonb, handles jsonb) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case
    when jsonb_typeof(judgement) is distinct from 'object' then 'the judgement is an object'
    when judgement - array['good_enough', 'recommendation', 'picks', 'why'] <> '{}'
      then 'the judgement has a field that does not exist'
    when jsonb_typeof(judgement -> 'good_enough') is distinct from 'boolean'
      then 'good_enough is true or false'
    when not coalesce(private.is_text(judgement -> 'recommendation', 1200), false)
      then 'recommendation has 1 to 1200 characters'
    when not coalesce(private.is_line(judgement -> 'why', 300), false)
      then 'why is a line of 1 to 300 characters'
    when jsonb_typeof(judgement -> 'picks') is distinct from 'array'
      or exists (select from jsonb_array_elements_text(judgement -> 'picks') p (handle)
        where handles -> p.handle is null) then 'picks are handles of this turn' end;
end
$$;
comment on function private.judgement_fault(jsonb, jsonb) is
  'What is wrong with a judgement of what was found.';

create function private.apply_take_step(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  workflow public.solution_workflows;
begin
  select * into workflow from public.solution_workflows w
    where w.id = (task.context_json ->> 'workflow_id')::uuid for no key update;
  if private.place_of(workflow) is distinct from input ->> 'step' then
    -- Done already, or cancelled meanwhile: one effect, whoever comes twice.
    return;
  end if;
  case input ->> 'step'
    when 'research' then perform private.step_research(workflow, task, input -> 'research');
    when 'match_innovators' then perform private.step_match_innovators(workflow, task);
    when 'ask_community' then perform private.step_ask_community(workflow, task);
    when 'wait' then perform private.step_wait(workflow, task);
    when 'evaluate' then
      perform private.step_evaluate(workflow, task, input -> 'judgement', lease.handles);
    when 'recommend' then perform private.complete_solution(workflow, task);
  end case;
end
$$;
comment on function private.apply_take_step(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'Research goes one step on, if it is still at that step.';

create function private.step_research(
  workflow public.solution_workflows, task public.agent_tasks, research jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.solution_workflows w set perplexity_results = research
    || jsonb_build_object('at', now()) where w.id = workflow.id;
  perform private.go_on(workflow, 'match_innovators',
    format('%s sources kept', jsonb_array_length(research -> 'sources')),
    'looked up by ' || (research ->> 'provider'), now(), task.trace_id, task.id);
end
$$;

create function private.matches_of(workflow public.solution_workflows) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  need text := concat_ws(' ', workflow.request_description, workflow.category);
  any_of_it tsquery := (select string_agg(format('''%s''',
    replace(replace(stem, '\', '\\'), '''', '''''')), ' | ')
    from unnest(private.stems(need)) stem)::tsquery;
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('innovator_id', m.id, 'company', m.company_name,
      'offers', left(m.solution_description, 300), 'score', m.score,
      'why', 'its categories or description speak of what is needed')
      order by m.score desc, m.id), '[]')
    from (
      select i.*, round(greatest(c.fit, d.fit), 2) as score
      from (select * from public.innovators i
        where i.tenant_id = workflow.tenant_id and i.active and i.user_id <> workflow.user_id
          and private.offer_words(i.categories, i.solution_description) @@ any_of_it
        order by ts_rank(private.offer_words(i.categories, i.solution_description), any_of_it) desc,
          i.created_at desc
        limit private.setting('innovators_looked_at')::integer) i
      cross join lateral (select private.words_fit(array(
          select array_to_string(private.stems(category), ' ') from unnest(i.categories) category),
        need) as fit) c
      -- The need, in what the innovator says: not all of it has to be.
      cross join lateral (select private.words_fit(
          array[array_to_string(private.stems(need), ' ')], i.solution_description) as fit) d
      where greatest(c.fit, d.fit) >= 0.5
      order by score desc, i.id
      limit private.setting('innovators_matched_max', workflow.tenant_id)::integer) m);
end
$$;
comment on function private.matches_of(public.solution_workflows) is
  'The innovators who offer what is needed by their own words, the best fits first; never the '
  'member themselves.';

create function private.step_match_innovators(
  workflow public.solution_workflows, task public.agent_tasks
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  matches jsonb := private.matches_of(workflow);
begin
  update public.solution_workflows w set matched_innovators = matches where w.id = workflow.id;
  perform private.go_on(workflow, 'ask_community',
    format('%s innovators match', jsonb_array_length(matches)),
    'by their categories and descriptions', now(), task.trace_id, task.id);
end
$$;

create function private.step_ask_community(
  workflow public.solution_workflows, task public.agent_tasks
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  until timestamptz := least(private.solution_deadline(workflow), now() + make_interval(
    hours => private.setting('solution_wait_hours', workflow.tenant_id)::integer));
  asked uuid;
begin
  insert into public.community_requests (tenant_id, requesting_agent_type, requesting_user_id,
      context_id, context_type, question, category, expires_at)
    select workflow.tenant_id, 'solution-saga', workflow.user_id, workflow.id,
      'solution_workflow', 'A member looks for this: '
        || left(workflow.request_description, 500) || '. What do you recommend?', workflow.category, until
    where until > now()
    on conflict do nothing returning id into asked;
  if asked is null then
    perform private.go_on(workflow, 'evaluate', 'nobody was asked',
      'its time is over, or the same is being asked already', now(), task.trace_id, task.id);
    return;
  end if;
  perform private.tell(task, 'community.request_needed', 'community_request', asked,
    jsonb_build_object('request_id', asked, 'user_id', workflow.user_id, 'conversation_id', null));
  perform private.go_on(workflow, 'wait', 'experts are asked', 'the community may know better',
    until, task.trace_id, null);
end
$$;
comment on function private.step_ask_community(public.solution_workflows, public.agent_tasks) is
  'Puts the need to the community, and waits: until the question is over at the latest. A wait is '
  'the clock''s, and no hop.';

create function private.step_wait(
  workflow public.solution_workflows, task public.agent_tasks
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  answers jsonb := private.solution_answers(workflow.id);
begin
  update public.solution_workflows w set community_insights = answers where w.id = workflow.id;
  perform private.end_its_question(workflow.id, 'expired');
  perform private.go_on(workflow, 'evaluate',
    format('%s answers came', jsonb_array_length(answers)), 'the question is over', now(), task.trace_id, task.id);
end
$$;

create function private.step_evaluate(
  workflow public.solution_workflows, task public.agent_tasks, judgement jsonb, handles jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.solution_workflows w set
    quality_threshold_met = coalesce((judgement ->> 'good_enough')::boolean, false),
    community_insights = private.solution_answers(w.id),
    expert_recommendations = jsonb_build_object('recommendation', judgement -> 'recommendation',
      'innovator_ids', (select coalesce(jsonb_agg(handles -> p.handle -> 'id'), '[]')
        from jsonb_array_elements_text(judgement -> 'picks') p (handle)
        where handles -> p.handle ->> 'type' = 'innovator'),
      'response_ids', (select coalesce(jsonb_agg(handles -> p.handle -> 'id'), '[]')
        from jsonb_array_elements_text(judgement -> 'picks') p (handle)
        where handles -> p.handle ->> 'type' = 'community_response'))
    where w.id = workflow.id;
  perform private.go_on(workflow, 'recommend', case
      when judgement is null then 'it could not be judged'
      when (judgement ->> 'good_enough')::boolean then 'it is good enough'
      else 'it is not good enough' end,
    coalesce(judgement ->> 'why', 'no model could be asked'), now(), task.trace_id, task.id);
end
$$;

create function private.solution_words(workflow public.solution_workflows) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return concat(
    case when (workflow.perplexity_results ->> 'offline')::boolean
      then 'From offline samples, not from the web: ' end,
    case when workflow.quality_threshold_met then ''
      else 'I found no answer that I would vouch for. What there is: ' end,
    coalesce(private.without_contacts(
      workflow.expert_recommendations ->> 'recommendation'), (
      select nullif(concat_ws(' ',
        (select 'Members say: ' || string_agg(a.value ->> 'answer', ' / ') || '.'
          from jsonb_array_elements(workflow.community_insights) a (value)),
        (select 'In the network, ' || string_agg(i.value ->> 'company', ', ') || ' may offer it.'
          from jsonb_array_elements(workflow.matched_innovators) i (value)),
        'From the web: ' || left(private.without_contacts(
          workflow.perplexity_results ->> 'summary'), 600)), '')), 'nothing yet.'));
end
$$;
comment on function private.solution_words(public.solution_workflows) is
  'What a member is told of their research: honestly, and whether it was looked up at all.';

create function private.complete_solution(
  workflow public.solution_workflows, task public.agent_tasks
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.solution_workflows w set status = 'completed', completed_at = now(),
    last_decision_at = now(), next_action = null, pending_tasks = '[]',
    completed_tasks = w.completed_tasks || jsonb_build_object('step', w.current_step, 'at', now()),
    conversation_log = w.conversation_log || jsonb_build_object('at', now(), 'step',
      w.current_step, 'decided', 'the member is told', 'why', 'there is no more to find',
      'next', 'completed')
  where w.id = workflow.id returning * into workflow;
  perform private.tell_at_once(workflow.user_id, 'solution-saga', 'solution_update', workflow.id,
    jsonb_build_object('request', workflow.request_description, 'text', format(
      'your search "%s": %s', workflow.request_description, private.solution_words(workflow))),
    now() + interval '14 days', task.trace_id);
  perform private.tell(task, 'solution.completed', 'solution_workflow', workflow.id,
    jsonb_build_object('workflow_id', workflow.id, 'user_id', workflow.user_id));
  perform private.tell_of_matches(workflow, task);
end
$$;
comment on function private.complete_solution(public.solution_workflows, public.agent_tasks) is
  'Research is over: its member is told, and whoever makes introductions. Person, workflow locked.';

create function private.tell_of_matches(
  workflow public.solution_workflows, task public.agent_tasks
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.tell(task, 'solution.innovator_matched', 'solution_workflow', workflow.id,
      jsonb_build_object('workflow_id', workflow.id, 'innovator_id', i.id,
        'user_id', workflow.user_id))
    from public.innovators i
    where i.tenant_id = workflow.tenant_id and i.active and workflow.quality_threshold_met
      and i.id::text in (select jsonb_array_elements_text(
        workflow.expert_recommendations -> 'innovator_ids'));
end
$$;
comment on function private.tell_of_matches(public.solution_workflows, public.agent_tasks) is
  'Of each innovator whom a recommendation names, if it is one to vouch for.';

-- What ends otherwise. ---------------------------------------------------------------------------

create function private.solution_deadline(workflow public.solution_workflows)
returns timestamptz
language plpgsql stable security invoker set search_path = '' as $$
begin
  return workflow.created_at + make_interval(
    days => private.setting('solution_days', workflow.tenant_id)::integer);
end
$$;
comment on function private.solution_deadline(public.solution_workflows) is
  'After this it is judged by what there is.';

create function private.end_its_question(workflow_id uuid, reason text) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  with closed as (
    update public.community_requests r set status = 'closed', closed_reason = reason,
      expires_at = least(r.expires_at, now())
    where r.context_type = 'solution_workflow' and r.context_id = end_its_question.workflow_id
      and r.status <> 'closed'
    returning r.*
  )
  insert into public.events
      (tenant_id, event_type, aggregate_id, aggregate_type, payload, created_by)
    select c.tenant_id, 'community.request_closed', c.id, 'community_request',
      jsonb_build_object('request_id', c.id, 'user_id', c.requesting_user_id,
        'responses_count', c.responses_count), 'solution-saga'
    from closed c;
end
$$;
comment on function private.end_its_question(uuid, text) is
  'The question that research has put to the community is over with it.';

create function private.log_cancelled() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  new.pending_tasks := '[]';
  new.next_action := null;
  new.last_decision_at := now();
  new.conversation_log := new.conversation_log || jsonb_build_object('at', now(),
    'step', new.current_step, 'decided', 'it is cancelled', 'why', 'the member no longer needs it',
    'next', 'cancelled');
  return new;
end
$$;
comment on function private.log_cancelled() is
  'Nothing is left to do, and it is on record why. A task that waits finds that it is over.';
create trigger cancelling_is_logged before update of status on public.solution_workflows
  for each row when (new.status = 'cancelled' and old.status <> 'cancelled')
  execute function private.log_cancelled();

create function private.note_cancelled() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.end_its_question(new.id, 'withdrawn');
  return null;
end
$$;
comment on function private.note_cancelled() is 'Nobody is asked for what nobody needs any more.';
create trigger on_solution_cancelled after update of status on public.solution_workflows
  for each row when (new.status = 'cancelled' and old.status <> 'cancelled')
  execute function private.note_cancelled();

create function private.end_wait() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  -- Merges into the task that waits for the clock, which comes sooner by it.
  insert into public.agent_tasks (tenant_id, task_type, user_id, context_id, context_type,
      scheduled_for, context_json, created_by, dedupe_key)
    select w.tenant_id, 'end_solution_wait', w.user_id, w.id, 'solution_workflow', now(),
      jsonb_build_object('workflow_id', w.id, 'user_id', w.user_id), 'end_wait', w.id
    from public.solution_workflows w
    where w.id = new.context_id and w.status = 'in_progress' and w.current_step = 'wait';
  return null;
end
$$;
comment on function private.end_wait() is
  'The question of some research has its answers: there is nothing to wait for.';
create trigger on_solutions_question_closed after update of status on public.community_requests
  for each row when (new.status = 'closed' and old.status <> 'closed'
    and new.context_type = 'solution_workflow') execute function private.end_wait();

create function private.give_up_step(task public.agent_tasks) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  workflow public.solution_workflows;
  here private.solution_steps;
  onward text;
begin
  select * into here from private.solution_steps s where s.task_type = task.task_type;
  select * into workflow from public.solution_workflows w
    where w.id = (task.context_json ->> 'workflow_id')::uuid for no key update;
  if private.place_of(workflow) is distinct from here.step then
    return;
  end if;
  select n.step into onward
    from private.solution_edges e join private.solution_steps n on n.step = e.to_place
    where e.from_place = here.step order by n.nth limit 1;
  -- The last has no next: the clock sees to it, in worker.close_overdue_solutions.
  if onward is not null then
    perform private.go_on(workflow, onward, 'this step was given up',
      'it failed too often: its dead letter tells', now(), task.trace_id, task.id);
  end if;
end
$$;
comment on function private.give_up_step(public.agent_tasks) is
  'A step that cannot be done is done without.';

create function private.hasten(workflow_id uuid, at timestamptz) returns boolean
language plpgsql security invoker set search_path = '' as $$
declare
  workflow public.solution_workflows;
  nobody public.agent_tasks;
begin
  -- Users before workflows, as in every turn.
  perform 1 from public.users u join public.solution_workflows w on w.user_id = u.id
    where w.id = hasten.workflow_id for no key update of u;
  select * into workflow from public.solution_workflows w
    where w.id = hasten.workflow_id and w.status = 'in_progress' for no key update;
  if not found or private.solution_deadline(workflow) > hasten.at then
    return false;
  elsif workflow.current_step in ('research', 'match_innovators', 'ask_community', 'wait') then
    perform private.end_its_question(workflow.id, 'expired');
    perform private.go_on(workflow, 'evaluate', 'what there is is judged', 'its time is over',
      hasten.at, null, null);
    return true;
  elsif workflow.last_decision_at > hasten.at - interval '1 day' then
    return false;
  elsif workflow.current_step = 'evaluate' then
    perform private.go_on(workflow, 'recommend', 'it could not be judged', 'its time is over',
      hasten.at, null, null);
    return true;
  end if;
  nobody.tenant_id := workflow.tenant_id;
  nobody.trace_id := gen_random_uuid();
  nobody.agent_type := 'solution-saga';
  perform private.complete_solution(workflow, nobody);
  return true;
end
$$;
comment on function private.hasten(uuid, timestamptz) is
  'Research whose time is over is judged by what there is; a day later it goes on unjudged, and '
  'at last its member is told, whatever became of its tasks.';

create function worker.close_overdue_solutions(at timestamptz default now()) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  overdue constant uuid[] := array(
    select w.id from public.solution_workflows w
    where w.status = 'in_progress' and w.created_at < close_overdue_solutions.at
      - make_interval(days => (select min(s.least)::integer from private.settings s
        where s.name = 'solution_days'))
    order by w.user_id, w.id limit private.setting('close_batch')::integer);
begin
  -- All users before the first question that ends: its experts' turns hold theirs already.
  perform 1 from public.users u
    where u.id in (select w.user_id from public.solution_workflows w where w.id = any (overdue))
    order by u.id for no key update;
  return (select count(*) filter (where private.hasten(o.id, close_overdue_solutions.at))::integer
    from unnest(overdue) o (id));
end
$$;
comment on function worker.close_overdue_solutions(timestamptz) is
  'Ends the research that is overdue, honestly, one batch a call.';
