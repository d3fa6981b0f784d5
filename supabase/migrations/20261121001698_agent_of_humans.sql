-- The Agent of Humans: puts questions to experts, judges and rewards answers, closes the loop.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('answers_wanted', 2, true, 1, 20,
   'answers that count after which a question is over; so many are paid at most'),
  ('answers_paid_a_day', 3, true, 0, 100, 'answers that one expert is paid for in 24 hours');

insert into private.functions (name) values ('agent-of-humans');
insert into private.bells (function_name) values ('agent-of-humans');
insert into public.agent_instances (agent_type, model) values
  ('agent-of-humans', 'claude-haiku-5-5');
insert into private.task_types (task_type, function_name, agent_type, lane_kind, description) values
  ('process_community_request', 'agent-of-humans', 'agent-of-humans', 'request',
   'choose whom a question is put to, or the next ones'),
  ('judge_answer', 'agent-of-humans', 'agent-of-humans', 'request',
   'judge what an expert has said, and reward it'),
  ('close_community_loop', 'agent-of-humans', 'agent-of-humans', 'request',
   'tell who asked what came of their question, and the experts what came of their answers');
insert into private.actions (action, agents, to_others, description) values
  ('choose_experts', '{agent-of-humans}', 'this agent asks nobody',
   'what a question needs; whom it is put to is chosen by it'),
  ('judge_answer', '{agent-of-humans}', 'this agent judges no answers',
   'whether an answer is to the point, how useful it is, and in short'),
  ('close_loop', '{agent-of-humans}', 'this agent closes no loop',
   'what came of a question, for who asked and for who answered');
insert into private.credit_prices (reason, credits, description) values
  ('answer', 20, 'an expert whose answer to a question was accepted')
  on conflict (reason) do nothing;

insert into private.event_types (event_type, emitted_by, payload, description) values
  ('community.experts_asked', '{private.apply_choose_experts}',
   '{"request_id": "uuid", "user_id": "uuid or null", "experts_count": "count"}',
   'a question was put to some experts'),
  ('community.answer_judged', '{private.apply_judge_answer}',
   '{"response_id": "uuid", "request_id": "uuid", "user_id": "uuid", "verdict": "word"}',
   'an answer has its verdict'),
  ('community.loop_closed', '{private.apply_close_loop}',
   '{"request_id": "uuid", "user_id": "uuid or null", "responses_count": "count"}',
   'who asked is told what came of it');
update private.event_types t set emitted_by = t.emitted_by || array['private.close_answered']
  where t.event_type = 'community.request_closed';
insert into private.routes (event_type, task_type, dedupe_by, description) values
  ('community.request_needed', 'process_community_request', 'request_id',
   'experts are chosen and asked'),
  ('community.question_declined', 'process_community_request', 'request_id',
   'the next expert is asked instead'),
  ('community.response_received', 'judge_answer', 'response_id', 'the answer is judged'),
  ('community.request_closed', 'close_community_loop', 'request_id', 'the loop is closed');

create function private.tell_at_once(
  person_id uuid, agent text, item_type text, item_id uuid, about jsonb, expires_at timestamptz,
  trace_id uuid
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  person public.users;
  priority uuid;
begin
  select * into person from public.users u where u.id = tell_at_once.person_id;
  insert into public.user_priorities as p
      (tenant_id, user_id, priority_rank, item_type, item_id, expires_at)
    select person.tenant_id, person.id, count(*) + 1, tell_at_once.item_type,
      tell_at_once.item_id, tell_at_once.expires_at
    from public.user_priorities a where a.user_id = person.id and a.status = 'active'
    on conflict on constraint user_priorities_user_id_item_type_item_id_key do update
      set status = 'active', expired_reason = null, expires_at = excluded.expires_at
      where p.status = 'active' or p.expired_reason = 'over'
    returning p.id into priority;
  if priority is null then
    return;
  end if;
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, subject,
      scheduled_for, expires_at, trace_id)
    values (person.tenant_id, person.id, tell_at_once.agent, tell_at_once.about
      || jsonb_build_object('priority_id', priority, 'item_type', tell_at_once.item_type,
        'item_id', tell_at_once.item_id),
      'priority:' || priority, now(), tell_at_once.expires_at, tell_at_once.trace_id);
end
$$;
comment on function private.tell_at_once(
  uuid, text, text, uuid, jsonb, timestamptz, uuid) is
  'Makes an item a priority of somebody''s and queues a text about it, whatever the Account '
  'Manager thinks of it. Told or settled otherwise meanwhile, the text is not sent.';

-- Putting a question to experts. -----------------------------------------------------------------

create function private.request_context(task public.agent_tasks) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  request public.community_requests;
  variant public.agent_instances;
begin
  select * into request from public.community_requests r
    where r.id = (task.context_json ->> 'request_id')::uuid;
  variant := private.instance_of('agent-of-humans', task.tenant_id, task.user_id);
  return jsonb_build_object('kind', 'request', 'agent_type', 'agent-of-humans',
      'user', jsonb_build_object('id', task.user_id),
      'request', jsonb_build_object('question', request.question,
        'context', request.requester_context, 'expertise', coalesce(to_jsonb(
          request.expertise_needed), '[]'), 'urgency', request.urgency))
    -- Once is enough to know what a question needs.
    || case when request.status <> 'closed' and request.request_summary is null
      then jsonb_build_object('instance', private.instance_view(variant)) else '{}' end;
end
$$;
comment on function private.request_context(public.agent_tasks) is
  'Context of choosing experts. Without an instance there is nothing to ask the model.';

create function private.check_choose_experts(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return coalesce(
    private.check_fields(input, array['model', 'summary', 'category', 'expertise', 'outcome']), case
    when coalesce(input ->> 'model', '') <> all (array['answered', 'failed', 'not_asked'])
      then 'model is not known'
    when input ? 'summary' and not private.is_line(input -> 'summary', 100)
      then 'summary is a line of 1 to 100 characters'
    when input ? 'category' and not private.is_line(input -> 'category', 60)
      then 'category is a line of 1 to 60 characters'
    when input ? 'outcome' and coalesce(input ->> 'outcome', '') <> all (array['backchannel',
      'introduction', 'quick_thoughts', 'ongoing_advice']) then 'outcome is not known'
    when input ? 'expertise' and jsonb_typeof(input -> 'expertise') <> 'array'
      then 'expertise is a list'
    when jsonb_array_length(input -> 'expertise') > 8
      or exists (select from jsonb_array_elements(input -> 'expertise') t (value)
        where not private.is_line(t.value, 60))
      then 'expertise is a list of at most 8 lines of 1 to 60 characters' end);
end
$$;

create function private.apply_choose_experts(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  request public.community_requests;
  expert uuid;
  asked uuid[];
begin
  update public.community_requests r set
    request_summary = coalesce(r.request_summary, btrim(input ->> 'summary')),
    category = coalesce(r.category, btrim(input ->> 'category')),
    desired_outcome = coalesce(r.desired_outcome, input ->> 'outcome'),
    expertise_needed = nullif(array(select distinct t from unnest(coalesce(r.expertise_needed, '{}')
      || array(select btrim(e) from jsonb_array_elements_text(input -> 'expertise') e)) t), '{}')
  where r.id = (task.context_json ->> 'request_id')::uuid and r.status <> 'closed'
    and r.expires_at > now()
  returning * into request;
  if not found then
    return;
  end if;
  asked := private.ask_experts(request, now());
  foreach expert in array asked loop
    perform private.tell_at_once(expert, 'agent-of-humans', 'community_request', request.id,
      jsonb_build_object('question', private.without_contacts(request.question), 'text',
        private.question_words(private.without_contacts(request.question))),
      request.expires_at, task.trace_id);
  end loop;
  if asked <> '{}' then
    perform private.tell(task, 'community.experts_asked', 'community_request', request.id,
      jsonb_build_object('request_id', request.id, 'user_id', request.requesting_user_id,
        'experts_count', cardinality(asked)));
  end if;
  perform private.ask_again_later(request, task);
end
$$;
comment on function private.apply_choose_experts(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'Experts are chosen and asked, and it is planned to look again when their time is over. A model '
  'says what the question needs, never who.';

create function private.ask_again_later(
  request public.community_requests, task public.agent_tasks
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  next_look timestamptz := now() + make_interval(hours =>
    private.setting('expert_patience_hours', request.tenant_id)::integer);
begin
  if next_look >= request.expires_at then
    return;
  end if;
  -- By the clock, and by no agent: it is no hop.
  insert into public.agent_tasks (tenant_id, task_type, user_id, context_id, context_type,
      scheduled_for, context_json, created_by, dedupe_key, trace_id)
    values (request.tenant_id, 'process_community_request', request.requesting_user_id, request.id,
      'community_request', next_look, jsonb_build_object('request_id', request.id,
        'user_id', request.requesting_user_id), 'agent-of-humans', request.id, task.trace_id);
end
$$;
comment on function private.ask_again_later(public.community_requests, public.agent_tasks) is
  'When those who were asked have had their time, the next ones are, if it is still open.';

-- Judging an answer. -----------------------------------------------------------------------------

create function private.answer_context(task public.agent_tasks) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  variant public.agent_instances;
begin
  variant := private.instance_of('agent-of-humans', task.tenant_id, task.user_id);
  return (
    select jsonb_build_object('kind', 'answer', 'agent_type', 'agent-of-humans',
      'user', jsonb_build_object('id', task.user_id), 'question', r.question,
      'context', r.requester_context, 'answer', left(s.verbatim_answer, 6000),
      'instance', private.instance_view(variant))
    from public.community_responses s join public.community_requests r on r.id = s.request_id
    where s.id = (task.context_json ->> 'response_id')::uuid);
end
$$;
comment on function private.answer_context(public.agent_tasks) is
  'Context of judging: the question and what was said to it, and nothing of who.';

create function private.verdict_on(
  response public.community_responses, request public.community_requests, on_topic boolean,
  at timestamptz
) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case
    when response.verdict not in ('off_topic', 'off_topic_again') then 'second'
    when response.answered_at > request.expires_at then 'late'
    when not on_topic and response.verdict is not null then 'off_topic_again'
    when not on_topic then 'off_topic'
    when private.answers_counted(request.id)
      >= private.setting('answers_wanted', request.tenant_id) then 'enough'
    when private.setting('answers_paid_a_day', request.tenant_id) <= (
      select count(*) from public.credit_events c
      where c.tenant_id = response.tenant_id and c.user_id = response.user_id
        and c.event_type = 'answer' and c.created_at > verdict_on.at - interval '24 hours')
      then 'capped'
    else 'accepted' end;
end
$$;
comment on function private.verdict_on(
  public.community_responses, public.community_requests, boolean, timestamptz) is
  'Which of private.answer_rules an answer falls under. Expert and request locked.';

create function private.answers_counted(request_id uuid) returns bigint
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select count(*) from public.community_responses s
    join private.answer_rules a on a.verdict = s.verdict and a.counts
    where s.request_id = answers_counted.request_id);
end
$$;
comment on function private.answers_counted(uuid) is 'How many answers a question has that count.';

create function private.check_judge_answer(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['on_topic', 'usefulness', 'summary']), case
    when jsonb_typeof(input -> 'on_topic') is distinct from 'boolean'
      then 'on_topic is true or false'
    when jsonb_typeof(input -> 'usefulness') is distinct from 'number'
      or (input ->> 'usefulness')::numeric not in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
      then 'usefulness is 0 to 10'
    when not coalesce(private.is_text(input -> 'summary', 500), false)
      then 'summary has 1 to 500 characters' end);
end
$$;

create function private.apply_judge_answer(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  request public.community_requests;
  response public.community_responses;
  rule private.answer_rules;
  earned integer := 0;
begin
  -- One answer to a question is judged at a time, so that no more are paid than it wants.
  select * into request from public.community_requests r
    where r.id = (task.context_json ->> 'request_id')::uuid for no key update;
  select * into response from public.community_responses s
    where s.id = (task.context_json ->> 'response_id')::uuid and s.user_id = person.id
    for no key update;
  if not found then
    return;
  end if;
  select * into rule from private.answer_rules a where a.verdict = private.verdict_on(
    response, request, (input ->> 'on_topic')::boolean, now());
  if rule.pays then
    earned := private.credit(person.id, 'answer', 'community_response', response.id,
      'answer:' || response.id);
  end if;
  update public.community_responses s set usefulness_score = (input ->> 'usefulness')::integer,
    response_text = btrim(input ->> 'summary'),
    verdict = case when rule.verdict = 'second' then s.verdict else rule.verdict end,
    credits_awarded = case when earned > 0 then earned else s.credits_awarded end,
    credited_at = case when earned > 0 then now() else s.credited_at end,
    status = case when earned > 0 then 'rewarded' else s.status end
  where s.id = response.id;
  update public.users u set expert_connector = true
    where u.id = person.id and earned > 0 and not u.expert_connector;
  perform private.keep_standings(array[person.id]);
  perform private.tell(task, 'community.answer_judged', 'community_response', response.id,
    jsonb_build_object('response_id', response.id, 'request_id', request.id,
      'user_id', person.id, 'verdict', rule.verdict));
  if rule.asks_again then
    perform private.ask_once_more(person, request, task);
  end if;
  perform private.close_answered(request, task);
end
$$;
comment on function private.apply_judge_answer(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'An answer gets its verdict by private.answer_rules, and what that earns: the score ranks, and '
  'never pays. Run twice it changes nothing more: the ledger pays a key once.';

create function private.ask_once_more(
  person public.users, request public.community_requests, task public.agent_tasks
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update private.expert_asks a set asked_again_at = now()
    where a.request_id = request.id and a.user_id = person.id and a.asked_again_at is null;
  if not found then
    return;
  end if;
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, subject,
      scheduled_for, expires_at, trace_id)
    values (person.tenant_id, person.id, 'agent-of-humans', jsonb_build_object('question',
        private.without_contacts(request.question), 'request_id', request.id, 'text',
        'thanks for your words; they seem to be about something else. The question was: '
        || private.without_contacts(request.question)),
      'question:' || request.id, now(), request.expires_at, task.trace_id);
end
$$;
comment on function private.ask_once_more(
  public.users, public.community_requests, public.agent_tasks) is
  'Whoever said something else is asked once more, and not a third time.';

create function private.close_answered(
  request public.community_requests, task public.agent_tasks
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.community_requests r set status = 'closed', closed_reason = 'answered',
    -- What comes from now on is late.
    expires_at = least(r.expires_at, now())
  where r.id = request.id and r.status <> 'closed' and private.answers_counted(r.id)
    >= private.setting('answers_wanted', r.tenant_id)
  returning * into request;
  if found then
    perform private.tell(task, 'community.request_closed', 'community_request', request.id,
      jsonb_build_object('request_id', request.id, 'user_id', request.requesting_user_id,
        'responses_count', request.responses_count));
  end if;
end
$$;
comment on function private.close_answered(public.community_requests, public.agent_tasks) is
  'A question that has the answers it wants is over. Request locked.';

-- Closing the loop. ------------------------------------------------------------------------------

create function private.loop_context(lease private.leases, task public.agent_tasks)
returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  request public.community_requests;
  variant public.agent_instances;
  answers jsonb;
begin
  select * into request from public.community_requests r
    where r.id = (task.context_json ->> 'request_id')::uuid;
  variant := private.instance_of('agent-of-humans', task.tenant_id, task.user_id);
  select coalesce(jsonb_agg(jsonb_build_object('handle', 'r' || n.nth, 'id', n.id,
      'answer', private.without_contacts(n.response_text), 'usefulness', n.usefulness_score)
      order by n.nth), '[]') into answers
    from (select s.*, row_number() over (order by s.usefulness_score desc nulls last, s.created_at)
        as nth
      from public.community_responses s
      where s.tenant_id = request.tenant_id and s.request_id = request.id
        and s.verdict is distinct from 'off_topic' and s.verdict is distinct from 'off_topic_again'
      order by nth limit 10) n;
  update private.leases l set handles = coalesce((
      select jsonb_object_agg(a.value ->> 'handle', jsonb_build_object(
        'type', 'community_response', 'id', a.value -> 'id'))
      from jsonb_array_elements(answers) a (value)), '{}')
    where l.token = lease.token;
  return jsonb_build_object('kind', 'loop', 'agent_type', 'agent-of-humans',
      'user', jsonb_build_object('id', task.user_id), 'question', request.question,
      'answers', (select coalesce(jsonb_agg(a.value - 'id'), '[]')
        from jsonb_array_elements(answers) a (value)))
    || case when answers <> '[]' and request.closed_loop_at is null
      then jsonb_build_object('instance', private.instance_view(variant)) else '{}' end;
end
$$;
comment on function private.loop_context(private.leases, public.agent_tasks) is
  'Context of closing a loop: the question and its answers, under handles, without who gave them. '
  'Of none there is nothing to ask the model.';

create function private.check_close_loop(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['model', 'message', 'impacts']), case
    when coalesce(input ->> 'model', '') <> all (array['answered', 'failed', 'not_asked'])
      then 'model is not known'
    when input ? 'message' and not private.is_text(input -> 'message', 800)
      then 'message has 1 to 800 characters'
    when jsonb_typeof(input -> 'impacts') is distinct from 'array' then 'impacts is a list'
    when exists (select from jsonb_array_elements(input -> 'impacts') i (value)
      where private.named_id(handles, i.value ->> 'handle', 'community_response') is null
        or not coalesce(private.is_line(i.value -> 'impact', 200), false))
      then 'each impact has a handle of this turn and a line of 1 to 200 characters' end);
end
$$;

create function private.plain_loop(request public.community_requests) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case
    when request.closed_reason = 'withdrawn' then 'You took the question back.'
    when request.responses_count = 0 and coalesce(request.target_user_ids, '{}') = '{}'
      then 'I found no member who could know, so nobody was asked. The question is closed.'
    when request.responses_count = 0
      then 'Nobody who was asked has answered. The question is closed; you may ask it again.'
    else coalesce(left('This is what members said: ' || (
      select string_agg(private.without_contacts(s.response_text), ' / '
        order by s.usefulness_score desc nulls last, s.created_at)
      from public.community_responses s where s.request_id = request.id
        and coalesce(s.verdict, '') not in ('off_topic', 'off_topic_again')), 800),
      'Nobody who was asked has said anything to it. The question is closed; you may ask it again.')
    end;
end
$$;
comment on function private.plain_loop(public.community_requests) is
  'What became of a question, in words of no model: also when nobody has answered.';

create function private.apply_close_loop(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  request public.community_requests;
begin
  select * into request from public.community_requests r
    where r.id = (task.context_json ->> 'request_id')::uuid and r.status = 'closed'
      and r.closed_loop_at is null for no key update;
  if not found then
    return;
  end if;
  request.closed_loop_message := coalesce(
    private.without_contacts(btrim(input ->> 'message')), private.plain_loop(request));
  if person.id is not null and request.context_id is null
    and request.closed_reason is distinct from 'withdrawn' then
    insert into public.message_queue (tenant_id, user_id, agent_id, message_data, subject,
        scheduled_for, trace_id)
      values (person.tenant_id, person.id, 'agent-of-humans', jsonb_build_object(
        'question', request.question, 'request_id', request.id,
        'text', format('your question "%s": %s', request.question, request.closed_loop_message)),
        'loop:' || request.id, now(), task.trace_id);
    -- They are told of all answers at once.
    perform private.settle_priority(person, 'community_response', s.id)
      from public.community_responses s where s.request_id = request.id;
  end if;
  update public.community_requests r
    set closed_loop_at = now(), closed_loop_message = request.closed_loop_message
    where r.id = request.id;
  update public.community_responses s set impact_description = btrim(i.value ->> 'impact')
    from jsonb_array_elements(input -> 'impacts') i (value)
    where s.id = private.named_id(lease.handles, i.value ->> 'handle', 'community_response')
      and s.request_id = request.id;
  perform private.tell(task, 'community.loop_closed', 'community_request', request.id,
    jsonb_build_object('request_id', request.id, 'user_id', request.requesting_user_id,
      'responses_count', request.responses_count));
end
$$;
comment on function private.apply_close_loop(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'Who asked is told, once; what came of each answer is kept for its expert, whom the Account '
  'Manager tells. Of a question that research has asked, its own end tells.';

create function private.note_impact_told() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  update public.community_responses s set status = 'closed_loop', closed_loop_at = now(),
    closed_loop_message = coalesce(s.impact_description, 'It was rewarded.')
  where s.id = new.item_id and s.user_id = new.user_id and s.closed_loop_at is null;
  return null;
end
$$;
comment on function private.note_impact_told() is
  'An expert was told what came of their answer: that loop is closed, too.';
create trigger experts_are_told_once after update of status on public.user_priorities
  for each row when (new.item_type = 'expert_impact_notification' and new.status = 'presented'
    and old.status <> 'presented') execute function private.note_impact_told();
