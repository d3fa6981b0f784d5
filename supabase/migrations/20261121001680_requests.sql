-- What a member asks of the network, research or an answer, and how they answer and take back.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('open_research_max', 3, true, 0, 50, 'research that one member may have open at once'),
  ('open_questions_max', 3, true, 0, 50, 'questions that one member may have open at once'),
  ('answer_characters_max', 20000, true, 1000, 200000,
   'characters that one expert may say to one question, all their answers together');

insert into private.actions (action, agents, to_others, description) values
  ('request_research', '{concierge}', 'only a member has research done',
   'look for a solution to what they need'),
  ('ask_community', '{concierge}', 'only a member asks the community',
   'put a question to the members who know'),
  ('record_answer', '{concierge}', 'only a member answers the community',
   'keep their answer to a question, word for word'),
  ('close_item', '{concierge}', 'only a member has something to take back',
   'end research, take a question back, or decline one');

create function private.tell(
  task public.agent_tasks, event_type text, aggregate_type text, aggregate_id uuid, ids jsonb
) returns void
language sql security invoker set search_path = '' as $$
  insert into public.events (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id,
      caused_by, created_by)
    values (task.tenant_id, tell.event_type, tell.aggregate_id, tell.aggregate_type, tell.ids,
      task.trace_id, task.id, coalesce(nullif(task.agent_type, 'reply'), 'concierge'))
$$;
comment on function private.tell(public.agent_tasks, text, text, uuid, jsonb) is
  'A fact that a turn has made, for whoever has a route from it. Ids alone.';

-- Research. -------------------------------------------------------------------------------------

create function private.check_request_research(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
declare
  most integer := private.setting('open_research_max', person.tenant_id);
begin
  return coalesce(private.check_fields(input, array['need', 'category']), case
    when not coalesce(private.is_text(input -> 'need', 500), false)
      then 'need has 1 to 500 characters'
    when input ? 'category' and not private.is_line(input -> 'category', 60)
      then 'category is a line of 1 to 60 characters'
    when exists (select from public.solution_workflows w
      where w.user_id = person.id and w.status = 'in_progress'
        and private.same_words(w.request_description) = private.same_words(input ->> 'need'))
      then 'that is being looked for already: see the open items'
    when most <= (select count(*) from public.solution_workflows w
      where w.tenant_id = person.tenant_id and w.user_id = person.id and w.status = 'in_progress')
      then 'at most ' || most || ' may be open at once: one has to end first' end);
end
$$;

create function private.apply_request_research(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  workflow uuid;
begin
  insert into public.solution_workflows
      (tenant_id, user_id, request_description, category, current_step)
    values (person.tenant_id, person.id, btrim(input ->> 'need'), btrim(input ->> 'category'),
      'research')
    returning id into workflow;
  perform private.tell(task, 'solution.research_requested', 'solution_workflow', workflow,
    jsonb_build_object('workflow_id', workflow, 'user_id', person.id,
      'conversation_id', task.context_json -> 'conversation_id'));
end
$$;

-- Questions. ------------------------------------------------------------------------------------

create function private.check_ask_community(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
declare
  most integer := private.setting('open_questions_max', person.tenant_id);
begin
  return coalesce(
    private.check_fields(input, array['question', 'expertise', 'urgency', 'context']), case
    when not coalesce(private.is_text(input -> 'question', 500), false)
      then 'question has 1 to 500 characters'
    when input ? 'context' and not private.is_text(input -> 'context', 500)
      then 'context has 1 to 500 characters'
    when input ? 'urgency' and input ->> 'urgency' <> all (array['low', 'medium', 'high'])
      then 'urgency is low, medium or high'
    when input ? 'expertise' and jsonb_typeof(input -> 'expertise') <> 'array'
      then 'expertise is a list'
    when jsonb_array_length(input -> 'expertise') > 5
      or exists (select from jsonb_array_elements(input -> 'expertise') t (value)
        where not private.is_line(t.value, 60))
      then 'expertise is a list of at most 5 lines of 1 to 60 characters'
    when exists (select from public.community_requests r
      where r.requesting_user_id = person.id and r.status <> 'closed'
        and private.same_words(r.question) = private.same_words(input ->> 'question'))
      then 'that is being asked already: see the open items'
    when most <= (select count(*) from public.community_requests r
      where r.tenant_id = person.tenant_id and r.requesting_user_id = person.id
        -- What research asks in their name is none of theirs.
        and r.status <> 'closed' and r.context_id is null)
      then 'at most ' || most || ' may be open at once: one has to end first' end);
end
$$;

create function private.apply_ask_community(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  request uuid;
begin
  insert into public.community_requests (tenant_id, requesting_agent_type, requesting_user_id,
      question, expertise_needed, requester_context, urgency)
    values (person.tenant_id, lease.function_name, person.id, btrim(input ->> 'question'),
      (select array_agg(btrim(t.topic)) from jsonb_array_elements_text(input -> 'expertise')
        t (topic)),
      btrim(input ->> 'context'), coalesce(input ->> 'urgency', 'medium'))
    returning id into request;
  perform private.tell(task, 'community.request_needed', 'community_request', request,
    jsonb_build_object('request_id', request, 'user_id', person.id,
      'conversation_id', task.context_json -> 'conversation_id'));
end
$$;

-- Answers. --------------------------------------------------------------------------------------

create function private.answer_of(handles jsonb, texts jsonb) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select string_agg(m.content, E'\n' order by m.position)
    from private.texts_answered(answer_of.handles) m
    where m.content ~ '\S' and (answer_of.texts is null
      or m.id in (select private.named_id(answer_of.handles, t.handle, 'message')
        from jsonb_array_elements_text(answer_of.texts) t (handle))));
end
$$;
comment on function private.answer_of(jsonb, jsonb) is
  'What a person said in the texts that this turn answers, word for word: all of them, or those '
  'that are named. No model has a hand in it.';

create function private.answers_several(person public.users, handles jsonb) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return 1 < (select count(*) from private.texts_answered(handles) m where m.content ~ '\S')
    and 1 < (select count(*) from jsonb_each(handles) h
      where h.value ->> 'type' = 'community_request'
        and private.asked_view(person, (h.value ->> 'id')::uuid) ->> 'state'
          = 'waits for their answer');
end
$$;
comment on function private.answers_several(public.users, jsonb) is
  'Whether a turn answers several texts while several questions wait: not all of these are the '
  'answer to each of those.';

create function private.check_record_answer(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
declare
  request uuid := private.named_id(handles, input ->> 'handle', 'community_request');
begin
  return coalesce(private.check_fields(input, array['handle', 'summary', 'texts']), case
    when not coalesce(private.is_text(input -> 'summary', 500), false)
      then 'summary has 1 to 500 characters'
    when input ? 'texts' and jsonb_typeof(input -> 'texts') <> 'array' then 'texts is a list'
    when exists (select from jsonb_array_elements_text(input -> 'texts') t (handle)
      where private.named_id(handles, t.handle, 'message') is null)
      then 'texts names one that this turn does not answer'
    when private.asked_view(person, request) is null
      then 'they were not asked that: see the open items'
    when private.answer_of(handles, input -> 'texts') is null then 'nobody has written anything'
    when not input ? 'texts' and private.answers_several(person, handles)
      then 'several texts came and several questions wait: texts names those that answer this one'
    when private.setting('answer_characters_max', person.tenant_id)
      < length(private.answer_of(handles, input -> 'texts')) + coalesce((
        select length(s.verbatim_answer) from public.community_responses s
        where s.request_id = request and s.user_id = person.id), 0)
      then 'they have said enough to that question' end);
end
$$;

create function private.apply_record_answer(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  request public.community_requests;
  said text := private.answer_of(lease.handles, input -> 'texts');
  answer uuid;
begin
  select * into request from public.community_requests r
    where r.id = private.named_id(lease.handles, input ->> 'handle', 'community_request')
    for no key update;
  insert into public.community_responses as s
      (tenant_id, request_id, user_id, response_text, verbatim_answer)
    values (person.tenant_id, request.id, person.id, btrim(input ->> 'summary'), said)
    on conflict (request_id, user_id) do update set
      response_text = s.response_text || E'\n' || excluded.response_text,
      verbatim_answer = s.verbatim_answer || E'\n' || excluded.verbatim_answer,
      -- What came in time and was not judged yet is not late by what is added to it.
      answered_at = case when s.verdict is null then s.answered_at else now() end
    returning s.id into answer;
  update public.community_requests r
    set declined_user_ids = array_remove(r.declined_user_ids, person.id)
    where r.id = request.id and person.id = any (r.declined_user_ids);
  perform private.settle_priority(person, 'community_request', request.id);
  perform private.tell(task, 'community.response_received', 'community_response', answer,
    jsonb_build_object('response_id', answer, 'request_id', request.id, 'user_id', person.id,
      'requesting_user_id', request.requesting_user_id));
end
$$;
comment on function private.apply_record_answer(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'What the expert said, word for word, and the model''s summary beside it; more of the same '
  'expert is appended. A closed request stays closed: what comes late is kept.';

-- Taking back, and declining. -------------------------------------------------------------------

create function private.check_close_item(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
declare
  item jsonb := handles -> (input ->> 'handle');
begin
  return coalesce(private.check_fields(input, array['handle']), case
    when item is null then 'there is no such handle'
    when case item ->> 'type'
      when 'solution_workflow' then exists (select from public.solution_workflows w
        where w.id = (item ->> 'id')::uuid and w.tenant_id = person.tenant_id
          and w.user_id = person.id and w.status = 'in_progress')
      when 'own_request' then exists (select from public.community_requests r
        where r.id = (item ->> 'id')::uuid and r.tenant_id = person.tenant_id
          and r.requesting_user_id = person.id and r.status <> 'closed')
      when 'community_request' then exists (select from public.community_requests r
        where r.id = (item ->> 'id')::uuid and r.tenant_id = person.tenant_id
          and r.target_user_ids @> array[person.id] and r.status <> 'closed'
          and r.requesting_user_id is distinct from person.id
          and person.id <> all (r.declined_user_ids))
      else false end then null
    else 'that cannot be closed, or is closed already' end);
end
$$;

create function private.apply_close_item(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  item jsonb := lease.handles -> (input ->> 'handle');
  item_id uuid := item ->> 'id';
  answers integer;
  asker uuid;
begin
  case item ->> 'type'
    when 'solution_workflow' then
      update public.solution_workflows w set status = 'cancelled' where w.id = item_id;
      perform private.tell(task, 'solution.research_cancelled', 'solution_workflow', item_id,
        jsonb_build_object('workflow_id', item_id, 'user_id', person.id));
    when 'own_request' then
      update public.community_requests r
        set status = 'closed', closed_reason = 'withdrawn',
          expires_at = least(r.expires_at, now())
        where r.id = item_id returning r.responses_count into answers;
      perform private.tell(task, 'community.request_closed', 'community_request', item_id,
        jsonb_build_object('request_id', item_id, 'user_id', person.id,
          'responses_count', answers));
    when 'community_request' then
      update public.community_requests r
        set declined_user_ids = array_append(r.declined_user_ids, person.id)
        where r.id = item_id returning r.requesting_user_id into asker;
      perform private.settle_priority(person, 'community_request', item_id);
      perform private.tell(task, 'community.question_declined', 'community_request', item_id,
        jsonb_build_object('request_id', item_id, 'user_id', person.id,
          'requesting_user_id', asker));
  end case;
end
$$;
comment on function private.apply_close_item(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'Research is cancelled, their own question withdrawn, one that they were asked declined.';
