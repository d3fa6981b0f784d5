-- The second look at a crisis, with its context, by a model: it may find more, and never less.

insert into private.functions (name) values ('crisis-review');
insert into private.bells (function_name) values ('crisis-review');
insert into public.agent_instances (agent_type, model) values
  ('crisis-review', 'claude-sonnet-5-5');
insert into private.task_types
  (task_type, function_name, agent_type, lane_kind, priority, max_retries, snooze_hours_max,
   description)
values
  ('review_crisis', 'crisis-review', 'crisis-review', 'review', 'urgent', 5, 72,
   'look at a text that raised concern, with what was said around it');
insert into private.routes (event_type, task_type, dedupe_by, description) values
  ('crisis.detected', 'review_crisis', 'crisis_event_id', 'a model looks at it in context');
insert into private.actions (action, agents, to_others, description) values
  ('judge_crisis', '{crisis-review}', 'this agent reviews no crises',
   'how grave it is in context, whether to ask again, and why, in codes');

create function private.review_context(task public.agent_tasks) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  crisis public.crisis_events;
  message public.messages;
  variant public.agent_instances;
begin
  select * into crisis from public.crisis_events c where c.id = task.context_id;
  select * into message from public.messages m where m.id = crisis.message_id;
  variant := private.instance_of('crisis-review', task.tenant_id, task.user_id);
  return jsonb_build_object('kind', 'crisis', 'agent_type', 'crisis-review',
    'user', jsonb_build_object('id', crisis.user_id),
    'found', jsonb_build_object('severity', crisis.severity_level, 'kind', crisis.trigger_type,
      'about', crisis.subject, 'rules', to_jsonb(crisis.keywords_detected)),
    'position', message.position,
    'messages', private.messages_view(message.conversation_id, message.position - 20),
    'instance', private.instance_view(variant));
end
$$;
comment on function private.review_context(public.agent_tasks) is
  'Context of a review: what the screen found, and the messages around the text.';

create function private.check_judge_crisis(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['severity', 'follow_up', 'why']), case
    when coalesce(private.crisis_rank(input ->> 'severity') is null, true)
      then 'severity is not known'
    when jsonb_typeof(input -> 'follow_up') is distinct from 'boolean'
      then 'follow_up is true or false'
    when jsonb_typeof(input -> 'why') is distinct from 'array'
      or jsonb_array_length(input -> 'why') not between 1 and 8
      or exists (select from jsonb_array_elements_text(input -> 'why') w
        where w <> all (array['active_intent', 'plan', 'means', 'attempt', 'ideation',
          'self_injury', 'violence_at_home', 'threat_to_others', 'somebody_else', 'medical',
          'hopelessness', 'past_only', 'idiom', 'quotation', 'joke', 'work_talk', 'unclear']))
      then 'why is 1 to 8 known codes' end);
end
$$;

create function private.apply_judge_crisis(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  crisis public.crisis_events;
  worse boolean;
begin
  -- The thread before what is said in it, and the alerts before their crises.
  perform 1 from public.conversations c
    where c.id = (task.context_json ->> 'conversation_id')::uuid for no key update;
  perform private.lock_alerts_of(person.tenant_id, task.context_id);
  perform private.lock_crises(array(select c.id from public.crisis_events c
    where c.user_id = person.id
      and (c.resolution_timestamp is null or c.id = task.context_id)));
  select * into crisis from public.crisis_events c
    where c.id = task.context_id and c.user_id = person.id;
  if not found then
    return;
  end if;
  insert into public.analysis_results
    (tenant_id, user_id, analysis_type, message_range, insights)
  select crisis.tenant_id, crisis.user_id, 'crisis_review', jsonb_build_object(
      'conversation_id', m.conversation_id, 'from', greatest(1, m.position - 19),
      'to', m.position),
    jsonb_build_object('crisis_event_id', crisis.id, 'found', crisis.severity_level,
      'judged', input -> 'severity', 'follow_up', input -> 'follow_up', 'why', input -> 'why')
  from public.messages m where m.id = crisis.message_id;
  worse := private.crisis_rank(input ->> 'severity') > private.crisis_rank(crisis.severity_level);
  if crisis.resolution_timestamp is not null then
    return;
  elsif worse then
    update public.crisis_events c set severity_level = input ->> 'severity', repeats_id = null,
        template = private.template_for(input ->> 'severity', c.trigger_type, c.subject)
      where c.id = crisis.id returning * into crisis;
    update public.crisis_events c set repeats_id = private.repeated(crisis, now())
      where c.id = crisis.id returning * into crisis;
    if crisis.repeats_id is null then
      -- Whoever has taken it on took on something less: it is an alert anew.
      update public.alerts a set resolved_at = greatest(a.last_seen_at, now())
        where a.tenant_id = crisis.tenant_id and a.subject = crisis.id::text
          and a.kind in ('crisis', 'crisis_unreached')
          and a.resolved_at is null and a.acknowledged_at is not null;
      perform private.attend(crisis, now());
    end if;
  end if;
  if (input ->> 'follow_up')::boolean then
    update public.crisis_events c set followup_required = true, followup_at = coalesce(
      c.followup_at, private.followup_time(person, now()))
    where c.id = crisis.id and c.repeats_id is null and c.followups_count = 0
      and not c.user_acknowledged and c.acknowledged_at is null and private.may_be_asked(c);
  end if;
end
$$;
comment on function private.apply_judge_crisis(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'The higher severity counts: what is graver in context is answered and alarmed of anew. What a '
  'model thinks less of is kept, and changes nothing.';
