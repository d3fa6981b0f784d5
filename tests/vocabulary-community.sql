-- What the tests of experts and of research have in common. Loaded after the other vocabularies.

create function tests.expert(nth integer, topics text[], title text default null) returns uuid
language sql set search_path = '' as $$
  insert into public.users (id, tenant_id, phone_number, verified, expertise, title)
    values (('e0000000-0000-4000-8000-0000000000' || to_char(expert.nth, 'FM00'))::uuid,
      '00000000-0000-4000-8000-000000000001', '+141555502' || to_char(expert.nth, 'FM00'), true,
      expert.topics, expert.title);
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'first_contact', 'web_form' from public.users
    where phone_number = '+141555502' || to_char(expert.nth, 'FM00')
    returning user_id
$$;
comment on function tests.expert(integer, text[], text) is
  'Expert n (e…n, +1415555020n), a member who may be texted and knows these topics.';

create function tests.question(words text default 'How are wooden hulls kept dry?') returns uuid
language sql set search_path = '' as $$
  with asked as (
    insert into public.community_requests (tenant_id, requesting_agent_type, requesting_user_id,
        question)
      values ('00000000-0000-4000-8000-000000000001', 'concierge',
        '00000000-0000-4000-8000-000000000021', question.words)
      returning *
  ),
  told as (
    insert into public.events (tenant_id, event_type, aggregate_id, aggregate_type, payload)
      select a.tenant_id, 'community.request_needed', a.id, 'community_request',
        jsonb_build_object('request_id', a.id, 'user_id', a.requesting_user_id,
          'conversation_id', null)
      from asked a
  )
  select id from asked
$$;
comment on function tests.question(text) is 'Grace asks the community.';

create function tests.need(words text default 'a pump for wooden hulls') returns uuid
language sql set search_path = '' as $$
  with needed as (
    insert into public.solution_workflows (tenant_id, user_id, request_description, current_step)
      values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000021',
        need.words, 'research')
      returning *
  ),
  told as (
    insert into public.events (tenant_id, event_type, aggregate_id, aggregate_type, payload)
      select n.tenant_id, 'solution.research_requested', n.id, 'solution_workflow',
        jsonb_build_object('workflow_id', n.id, 'user_id', n.user_id, 'conversation_id', null)
      from needed n
  )
  select id from needed
$$;
comment on function tests.need(text) is 'Grace has something looked for.';

create function tests.work(
  agent text, action text, input jsonb, at timestamptz default now() + interval '1 second'
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  turn jsonb;
begin
  set constraints all immediate;
  set constraints all deferred;
  turn := worker.claim(work.agent, 1, work.at) -> 'turns' -> 0;
  if turn is null then
    return null;
  end if;
  return turn -> 'context' || jsonb_build_object('task', turn #>> '{tasks,0,task_type}',
    'ended', worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
      'outcome', 'done', 'actions', jsonb_build_array(jsonb_build_object('type', work.action,
        'input', work.input)))), work.at) -> 0 ->> 'result');
end
$$;
comment on function tests.work(text, text, jsonb, timestamptz) is
  'An agent takes its next turn and ends it with one action: what the turn knew, its task and its '
  'end; null when nothing waits.';

create function tests.choose_experts(at timestamptz default now() + interval '1 second')
returns jsonb language sql set search_path = '' as $$
  select tests.work('agent-of-humans', 'choose_experts', '{"model": "not_asked"}', at)
$$;
comment on function tests.choose_experts(timestamptz) is 'Experts are chosen and asked.';

create function tests.answer_of_expert(nth integer, words text default 'With pitch.')
returns uuid
language sql set search_path = '' as $$
  with said as (
    insert into public.community_responses as s
        (tenant_id, request_id, user_id, response_text, verbatim_answer)
      select u.tenant_id, r.id, u.id, answer_of_expert.words, answer_of_expert.words
      from public.users u join public.community_requests r on r.target_user_ids @> array[u.id]
      where u.phone_number = '+141555502' || to_char(answer_of_expert.nth, 'FM00')
      on conflict (request_id, user_id) do update
        set verbatim_answer = s.verbatim_answer || E'\n' || excluded.verbatim_answer,
          answered_at = excluded.answered_at
      returning *
  ),
  told as (
    insert into public.events (tenant_id, event_type, aggregate_id, aggregate_type, payload)
      select s.tenant_id, 'community.response_received', s.id, 'community_response',
        jsonb_build_object('response_id', s.id, 'request_id', s.request_id, 'user_id', s.user_id,
          'requesting_user_id', null)
      from said s
  )
  select id from said
$$;
comment on function tests.answer_of_expert(integer, text) is
  'Expert n says something, or more, to the one question that they were asked.';

create function tests.judge_next(usefulness integer default 7, on_topic boolean default true)
returns text language sql set search_path = '' as $$
  select tests.work('agent-of-humans', 'judge_answer', jsonb_build_object('on_topic', on_topic,
    'usefulness', usefulness, 'summary', 'They say so.')) ->> 'ended'
$$;
comment on function tests.judge_next(integer, boolean) is 'The next answer is judged.';

create view tests.answers with (security_invoker = true) as
  select right(s.user_id::text, 2)::integer as expert, s.verdict, s.usefulness_score as score,
    coalesce(s.credits_awarded, 0) as credits, u.credit_balance as balance
  from public.community_responses s join public.users u on u.id = s.user_id;
comment on view tests.answers is 'What experts have said, and what it earned them.';
grant select on tests.answers to postgres;

create function tests.step(more jsonb default '{}', at timestamptz default now() + interval '1 second')
returns text language plpgsql set search_path = '' as $$
declare
  here text := (select private.place_of(w) from public.solution_workflows w);
  turn jsonb;
begin
  turn := tests.work('solution-saga', 'take_step', jsonb_build_object('step', here) || step.more,
    step.at);
  return (select private.place_of(w) from public.solution_workflows w);
end
$$;
comment on function tests.step(jsonb, timestamptz) is
  'The one research there is takes its next step: where it then is.';

create function tests.found(offline boolean default false) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('research', jsonb_build_object('provider', 'web_search',
    'offline', found.offline, 'summary', 'Two pumps.', 'sources',
    '[{"title": "Pumps", "url": "https://pumps.example/", "reached": "ok"}]'::jsonb))
$$;
comment on function tests.found(boolean) is 'What a look at the web has found.';
