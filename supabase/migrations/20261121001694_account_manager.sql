-- The Account Manager: what wakes it, what it is told, and what becomes of what it says.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('tell_score_least', 50, true, 0, 100,
   'a priority of a lower score is not worth a text that nobody asked for'),
  ('tell_hours', 20, true, 1, 720,
   'so long after a text about a priority nobody is texted about another');
insert into private.settings (name, value, description) values
  ('candidates_told', 20, 'items that the model is asked about at once: those worth most'),
  ('rank_hours', 24, 'a member''s priorities are ranked again after so long, whatever happens'),
  ('rank_batch', 200, 'members that one run queues for it'),
  ('rank_idle_days', 60, 'who has not written for so long is ranked when something happens only');

insert into private.functions (name) values ('account-manager');
insert into private.bells (function_name) values ('account-manager');
insert into public.agent_instances (agent_type, model) values
  ('account-manager', 'claude-haiku-5-5');
insert into private.task_types (task_type, function_name, agent_type, lane_kind, priority,
    while_put_back, description)
  values ('rank_priorities', 'account-manager', 'account-manager', 'user', 'low', 'skip',
    'rank what is worth a member''s attention, and choose what is worth a text');
insert into private.actions (action, agents, to_others, description) values
  ('rank_priorities', '{account-manager}', 'this agent ranks nothing',
   'how relevant each candidate is, and which one is worth a text');

-- What wakes it. ---------------------------------------------------------------------------------

insert into private.routes (event_type, task_type, debounced, dedupe_by, description) values
  ('user.verified', 'rank_priorities', true, 'user_id', 'what waits for a new member is ranked'),
  ('intro.changed', 'rank_priorities', true, 'user_id',
   'an introduction was offered to them, or is no longer what it was'),
  ('community.request_changed', 'rank_priorities', true, 'user_id',
   'they are asked a question, or it is closed'),
  ('community.response_changed', 'rank_priorities', true, 'user_id',
   'a question of theirs was answered; they have answered; something came of their answer'),
  ('solution.changed', 'rank_priorities', true, 'user_id',
   'their research has found something, or is over'),
  ('conversation.summarised', 'rank_priorities', true, 'user_id',
   'fifty messages later there is more to judge by');

create function private.wake_account_manager(
  event_type text, people uuid[], item_type text, item_id uuid
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  insert into public.events
    (tenant_id, event_type, aggregate_id, aggregate_type, payload, created_by)
  select u.tenant_id, wake_account_manager.event_type, wake_account_manager.item_id,
    wake_account_manager.item_type, jsonb_build_object('user_id', u.id), 'item_trigger'
  from public.users u
  join public.tenants t on t.id = u.tenant_id and t.product = 'network'
  where u.id = any (wake_account_manager.people) and u.verified and u.is_active
  order by u.id;
end
$$;
comment on function private.wake_account_manager(text, uuid[], text, uuid) is
  'Something that may be worth the attention of these people has changed. Whoever is no member is '
  'not ranked.';

create function private.notice_intro() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.wake_account_manager('intro.changed', array[new.connector_user_id],
    'intro_opportunity', new.id);
  return null;
end
$$;
comment on function private.notice_intro() is 'An introduction was offered, or has changed.';
create trigger on_intro_offered after insert on public.intro_opportunities
  for each row when (new.status = 'open') execute function private.notice_intro();
create trigger on_intro_changed after update on public.intro_opportunities
  for each row when ((old.status, old.bounty_credits, old.expires_at)
    is distinct from (new.status, new.bounty_credits, new.expires_at))
  execute function private.notice_intro();

create function private.notice_request() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.wake_account_manager('community.request_changed',
    new.target_user_ids || case tg_op when 'UPDATE' then old.target_user_ids end,
    'community_request', new.id);
  return null;
end
$$;
comment on function private.notice_request() is
  'Some people are asked a question, or not any more. Its count of answers is no news to them.';
create trigger on_request_made after insert on public.community_requests
  for each row when (new.target_user_ids is not null) execute function private.notice_request();
create trigger on_request_changed after update on public.community_requests
  for each row when ((old.status = 'closed', old.target_user_ids, old.expires_at, old.urgency)
    is distinct from (new.status = 'closed', new.target_user_ids, new.expires_at, new.urgency))
  execute function private.notice_request();

create function private.notice_response() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.wake_account_manager('community.response_changed', array[new.user_id,
      (select r.requesting_user_id from public.community_requests r where r.id = new.request_id)],
    'community_response', new.id);
  return null;
end
$$;
comment on function private.notice_response() is
  'An answer was given or judged, or something came of it: for who gave it and who asked.';
create trigger on_response_given after insert on public.community_responses
  for each row execute function private.notice_response();
create trigger on_response_changed after update on public.community_responses
  for each row when (
    (old.status, old.impact_description, old.usefulness_score, old.credits_awarded)
    is distinct from
    (new.status, new.impact_description, new.usefulness_score, new.credits_awarded))
  execute function private.notice_response();

create function private.notice_solution() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.wake_account_manager('solution.changed', array[new.user_id],
    'solution_workflow', new.id);
  return null;
end
$$;
comment on function private.notice_solution() is 'Research has found something, or is over.';
create trigger on_solution_made after insert on public.solution_workflows
  for each row when (new.status = 'completed') execute function private.notice_solution();
create trigger on_solution_changed after update on public.solution_workflows
  for each row when ((old.status, old.perplexity_results, old.matched_innovators,
      old.community_insights, old.expert_recommendations)
    is distinct from (new.status, new.perplexity_results, new.matched_innovators,
      new.community_insights, new.expert_recommendations))
  execute function private.notice_solution();

create function private.notice_summary() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.wake_account_manager('conversation.summarised', array[new.user_id],
    'conversation', new.id);
  return null;
end
$$;
comment on function private.notice_summary() is 'A conversation has a newer summary.';
create trigger on_summary_written after update of conversation_summary on public.conversations
  for each row when (new.conversation_summary is distinct from old.conversation_summary)
  execute function private.notice_summary();

-- What each member's last ranking came to, and when the next is due. -----------------------------

create table private.telling_reasons (
  reason text primary key,
  words text not null
);
comment on table private.telling_reasons is
  'Why a ranking led to a text, or to none, as an operator is told.';
insert into private.telling_reasons (reason, words) values
  ('queued', 'a text about it waits for the orchestrator'),
  ('nothing_chosen', 'the model chose none, or has not been asked yet'),
  ('no_candidate', 'what it chose is over, or has been told of already'),
  ('told_already', 'a text about it was queued before, whatever became of it'),
  ('too_little', 'its score is below what is worth a text'),
  ('may_not_be_texted', 'the person is sent nothing that they did not ask for'),
  ('muted', 'the person has asked to be left in peace'),
  ('one_waits', 'another text about a priority waits to be sent'),
  ('too_soon', 'the last text about a priority is not long enough ago');

create table private.rankings (
  user_id uuid primary key,
  tenant_id uuid not null,
  due_at timestamptz not null,
  ranked_at timestamptz,
  candidates_count integer
    constraint candidates_count_is_not_negative check (candidates_count >= 0),
  model text constraint model_is_known check (model in ('answered', 'failed', 'not_asked')),
  seen text,
  chosen_id uuid,
  chosen_why text constraint chosen_why_is_short check (length(chosen_why) <= 200),
  told text references private.telling_reasons (reason),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  foreign key (tenant_id, chosen_id) references public.user_priorities (tenant_id, id)
    on delete set null (chosen_id)
) with (fillfactor = 80);
comment on table private.rankings is
  'Each member''s last ranking: how many candidates, whether the model had a say, which priority '
  'it chose to be told of, and what became of that.';
comment on column private.rankings.seen is
  'Fingerprint of what the model last judged: of the same it is not asked again.';
create index rankings_due on private.rankings (due_at);
create index rankings_by_tenant on private.rankings (tenant_id, user_id);
create index rankings_by_choice on private.rankings (tenant_id, chosen_id)
  where chosen_id is not null;
create index rankings_by_told on private.rankings (told) where told is not null;

create function private.expect_ranking() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  -- By their id, which is random: each member has a time of the day, and no minute many.
  insert into private.rankings (user_id, tenant_id, due_at)
  values (new.id, new.tenant_id, now() + make_interval(secs =>
    private.setting('rank_hours')::double precision * 3600
    * (uuid_hash(new.id)::bigint + 2147483648) / 4294967296))
  on conflict (user_id) do nothing;
  return null;
end
$$;
comment on function private.expect_ranking() is
  'A new member has a time of the day at which they are ranked.';
create trigger members_are_ranked after insert or update of verified on public.users
  for each row when (new.verified) execute function private.expect_ranking();

-- What it is told. -------------------------------------------------------------------------------

create function private.ranking_context(lease private.leases, task public.agent_tasks)
returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  person public.users;
  variant public.agent_instances;
  shown jsonb;
  profile jsonb;
  summary text;
  seen text;
  asks boolean;
begin
  select * into person from public.users u where u.id = task.user_id;
  variant := private.instance_of('account-manager', person.tenant_id, person.id);
  select c.conversation_summary into summary from public.conversations c
    where c.tenant_id = person.tenant_id and c.user_id = person.id
    order by c.last_message_at desc nulls last, c.id limit 1;
  profile := jsonb_build_object('company', person.company, 'title', person.title,
    'expertise', coalesce(to_jsonb(person.expertise[:50]), '[]'), 'innovator', person.innovator);
  shown := private.candidates_shown(person, now());
  update private.leases l set handles = coalesce((
      select jsonb_object_agg(s.value ->> 'handle',
        jsonb_build_object('type', s.value -> 'item_type', 'id', s.value -> 'id'))
      from jsonb_array_elements(shown) s (value)), '{}')
    where l.token = lease.token;
  seen := md5(concat(profile, summary, (
    select jsonb_agg(s.value - array['handle', 'score'] order by s.value ->> 'id')
    from jsonb_array_elements(shown) s (value))));
  asks := shown <> '[]' and seen is distinct from
    (select r.seen from private.rankings r where r.user_id = person.id);
  return jsonb_build_object('kind', 'ranking', 'agent_type', 'account-manager',
    'tenant', private.tenant_view(person.tenant_id), 'user', jsonb_build_object('id', person.id),
    'profile', profile, 'summary', summary, 'seen', seen,
    'candidates', (select coalesce(jsonb_agg(s.value - 'id' order by s.nth), '[]')
      from jsonb_array_elements(shown) with ordinality s (value, nth)),
    'refusal', task.refusal)
    || case when asks then jsonb_build_object('instance', private.instance_view(variant))
      else '{}' end;
end
$$;
comment on function private.ranking_context(private.leases, public.agent_tasks) is
  'Context of a ranking: who the member is, in a few words, and the candidates under handles. '
  'Without an instance there is nothing to ask the model, or nothing new since it was asked.';

create function private.candidates_shown(person public.users, at timestamptz) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('handle', 'c' || s.nth, 'id', s.item_id,
      'item_type', s.item_type, 'about', s.about, 'score', s.score) order by s.nth), '[]')
    from (
      select c.*, row_number() over (order by c.score desc, c.over_at, c.item_type, c.item_id)
        as nth
      from private.score_candidates(person, '[]', at) c
      -- What has been told of, or has had its time, is nothing to be judged again.
      where not exists (select from public.user_priorities p
        where p.user_id = person.id and p.item_type = c.item_type and p.item_id = c.item_id
          and (p.status in ('presented', 'actioned')
            or (p.status = 'expired' and p.expired_reason is distinct from 'over')))
      order by nth limit private.setting('candidates_told')::integer) s);
end
$$;
comment on function private.candidates_shown(public.users, timestamptz) is
  'The candidates that the model is asked about, under the handles of this turn.';

-- What becomes of what it says. ------------------------------------------------------------------

create function private.check_rank_priorities(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return coalesce(
    private.check_fields(input, array['relevances', 'tell', 'why', 'model', 'seen']), case
    when input ->> 'model' is null
      or input ->> 'model' not in ('answered', 'failed', 'not_asked') then 'model is not known'
    when coalesce(input ->> 'seen', '') !~ '^[0-9a-f]{32}$' then 'seen is a fingerprint'
    when jsonb_typeof(input -> 'relevances') is distinct from 'array'
      or jsonb_array_length(input -> 'relevances') > 20 then 'relevances is a list of at most 20'
    when exists (select from jsonb_array_elements(input -> 'relevances') r (value)
      where jsonb_typeof(r.value -> 'handle') is distinct from 'string'
        or jsonb_typeof(r.value -> 'relevance') is distinct from 'number')
      then 'a relevance has a handle and a number'
    when exists (select from jsonb_array_elements(input -> 'relevances') r (value)
      where (r.value ->> 'relevance')::numeric not between 0 and 10) then 'a relevance is 0 to 10'
    when exists (select from jsonb_array_elements(input -> 'relevances') r (value)
      where not handles ? (r.value ->> 'handle')) then 'there is no such handle'
    when jsonb_array_length(input -> 'relevances') > (
      select count(distinct r.value ->> 'handle')
      from jsonb_array_elements(input -> 'relevances') r (value)) then 'a handle has one relevance'
    when jsonb_typeof(input -> 'tell') is distinct from 'null'
      and not coalesce(handles ? (input ->> 'tell'), false) then 'tell is a handle, or null'
    when (jsonb_typeof(input -> 'tell') = 'null') <> (jsonb_typeof(input -> 'why') = 'null')
      then 'what is to be told has a why, and nothing else has'
    when jsonb_typeof(input -> 'why') <> 'null'
      and not coalesce(private.is_line(input -> 'why', 200), false)
      then 'why is a line of 1 to 200 characters'
    when input ->> 'model' <> 'answered'
      and (input -> 'relevances' <> '[]' or jsonb_typeof(input -> 'tell') <> 'null')
      then 'only the model says what is relevant' end);
end
$$;
comment on function private.check_rank_priorities(public.users, jsonb, jsonb) is
  'Whether a ranking names candidates of this turn alone, each once, within its bounds.';

create function private.apply_rank_priorities(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  said jsonb := (
    select coalesce(jsonb_agg(jsonb_build_object('item_type', h.value -> 'type',
      'item_id', h.value -> 'id', 'relevance', r.value -> 'relevance')), '[]')
    from jsonb_array_elements(input -> 'relevances') r (value)
    join jsonb_each(lease.handles) h (key, value) on h.key = r.value ->> 'handle');
  chosen jsonb := lease.handles -> (input ->> 'tell');
  ranked integer;
begin
  ranked := private.rank(person, said, now());
  insert into private.rankings as r (user_id, tenant_id, due_at, ranked_at, candidates_count, model)
    values (person.id, person.tenant_id,
      now() + private.setting('rank_hours') * interval '1 hour', now(), ranked, input ->> 'model')
    on conflict (user_id) do update set due_at = excluded.due_at, ranked_at = excluded.ranked_at,
      candidates_count = excluded.candidates_count, model = excluded.model;
  if input ->> 'model' = 'answered' then
    update private.rankings r set seen = input ->> 'seen', chosen_why = btrim(input ->> 'why'),
      chosen_id = (select p.id from public.user_priorities p where p.user_id = person.id
        and p.item_type = chosen ->> 'type' and p.item_id = (chosen ->> 'id')::uuid)
    where r.user_id = person.id;
  end if;
  perform private.tell_priority(person, task.trace_id, now());
end
$$;
comment on function private.apply_rank_priorities(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'Ranks with what the model says, if it said something. What it chose before stands until it '
  'chooses again.';

create function private.rank(person public.users, said jsonb, at timestamptz) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  scored jsonb := (select coalesce(jsonb_agg(to_jsonb(s)), '[]')
    from private.score_candidates(person, rank.said, rank.at) s);
begin
  with ranked as (
    insert into public.user_priorities as p
        (tenant_id, user_id, priority_rank, item_type, item_id, value_score, expires_at)
      select person.tenant_id, person.id,
        row_number() over (order by s.score desc, s.over_at, s.item_type, s.item_id),
        s.item_type, s.item_id, s.score, s.over_at
      from jsonb_to_recordset(scored) s
        (item_type text, item_id uuid, over_at timestamptz, score numeric)
    on conflict on constraint user_priorities_user_id_item_type_item_id_key do update set
      value_score = excluded.value_score, expires_at = excluded.expires_at, status = 'active',
      expired_reason = null
      -- What was told of or dealt with, or has had its time, does not come back.
      where p.status = 'active' or (p.status = 'expired' and p.expired_reason = 'over')
    returning p.id, p.item_type, p.item_id
  )
  insert into private.priority_scores as c (priority_id, parts, scored_at)
    select r.id, s.parts, rank.at from ranked r
    join jsonb_to_recordset(scored) s (item_type text, item_id uuid, parts jsonb)
      on s.item_type = r.item_type and s.item_id = r.item_id
    on conflict (priority_id) do update set parts = excluded.parts, scored_at = excluded.scored_at;
  perform private.expire_priorities(person, scored, rank.at);
  update public.user_priorities p set priority_rank = r.nth
  from (select a.id, row_number() over (
      order by a.value_score desc, a.expires_at, a.item_type, a.item_id) as nth
    from public.user_priorities a
    where a.tenant_id = person.tenant_id and a.user_id = person.id and a.status = 'active') r
  where p.id = r.id and p.priority_rank <> r.nth;
  return jsonb_array_length(scored);
end
$$;
comment on function private.rank(public.users, jsonb, timestamptz) is
  'Brings a member''s priorities up to date: new ones in, those that are over out, the active '
  'ones ranked 1 to n. Returns how many candidates there were. Person locked.';

create function private.expire_priorities(person public.users, scored jsonb, at timestamptz)
returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.user_priorities p set status = 'expired', expired_reason = case
      when p.status = 'presented' then 'unanswered'
      when p.expires_at <= expire_priorities.at then 'stale' else 'over' end
  where p.tenant_id = person.tenant_id and p.user_id = person.id and (
    (p.status = 'active' and not exists (
      select from jsonb_to_recordset(scored) s (item_type text, item_id uuid)
      where s.item_type = p.item_type and s.item_id = p.item_id))
    or (p.status = 'presented' and p.presented_at <= expire_priorities.at - make_interval(
      days => private.setting('presented_days', person.tenant_id)::integer)));
end
$$;
comment on function private.expire_priorities(public.users, jsonb, timestamptz) is
  'An active priority that is no candidate any more, and a presented one that nobody answered, '
  'have expired.';

create function private.why_not_told(
  person public.users, chosen public.user_priorities, at timestamptz
) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case
    when chosen.id is null then 'nothing_chosen'
    when chosen.status <> 'active' then 'no_candidate'
    when exists (select from public.message_queue q
      where q.user_id = person.id and q.subject = 'priority:' || chosen.id) then 'told_already'
    when chosen.value_score < private.setting('tell_score_least', person.tenant_id)
      then 'too_little'
    when private.refused_to(person) is not null then 'may_not_be_texted'
    when person.muted_until > at then 'muted'
    when exists (select from public.message_queue q where q.user_id = person.id
      and q.subject like 'priority:%' and q.status in ('queued', 'approved')) then 'one_waits'
    when exists (select from public.message_queue q where q.user_id = person.id
      and q.subject like 'priority:%' and q.status = 'sent'
      and q.sent_at > at - make_interval(
        hours => private.setting('tell_hours', person.tenant_id)::integer)) then 'too_soon'
  end;
end
$$;
comment on function private.why_not_told(
  public.users, public.user_priorities, timestamptz) is
  'Why somebody is not texted about a priority now, one of private.telling_reasons; null: they '
  'are. Person locked.';

create function private.tell_priority(person public.users, trace_id uuid, at timestamptz)
returns void
language plpgsql security invoker set search_path = '' as $$
declare
  latest private.rankings;
  chosen public.user_priorities;
  about jsonb;
  reason text;
begin
  select * into latest from private.rankings r where r.user_id = person.id;
  select * into chosen from public.user_priorities p
    where p.tenant_id = person.tenant_id and p.id = latest.chosen_id;
  reason := private.why_not_told(person, chosen, tell_priority.at);
  if reason is null then
    select c.about into about
      from private.priority_candidates(person, tell_priority.at) c
      where c.item_type = chosen.item_type and c.item_id = chosen.item_id;
    insert into public.message_queue (tenant_id, user_id, agent_id, message_data, subject,
        priority, scheduled_for, expires_at, trace_id)
      values (person.tenant_id, person.id, 'account-manager', about || jsonb_build_object(
          'priority_id', chosen.id, 'item_type', chosen.item_type, 'item_id', chosen.item_id,
          'why', latest.chosen_why, 'text', private.priority_words(chosen.item_type, about)),
        'priority:' || chosen.id, 'medium', tell_priority.at, chosen.expires_at,
        tell_priority.trace_id);
  end if;
  update private.rankings r set told = coalesce(reason, 'queued') where r.user_id = person.id;
end
$$;
comment on function private.tell_priority(public.users, uuid, timestamptz) is
  'Queues a text about the priority that the model has chosen, if it is worth one, and writes '
  'down why, or why not. Person locked.';

create function private.priority_words(item_type text, about jsonb) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case priority_words.item_type
    when 'intro_opportunity' then concat('an introduction you could make: ', about ->> 'prospect',
      ', ' || (about ->> 'prospect_title'), ' at ' || (about ->> 'prospect_company'),
      ', whom ' || (about ->> 'wanted_by') || ' would like to meet',
      '; ' || (about ->> 'bounty_credits') || ' credits')
    when 'community_request' then 'a question you may have an answer to: '
      || (about ->> 'question')
    when 'community_response' then concat('an answer to your question "', about ->> 'question',
      '": ', about ->> 'answer')
    when 'expert_impact_notification' then concat('your answer to "', about ->> 'question',
      '" was of use', ': ' || (about ->> 'impact'), '; ' || (about ->> 'credits') || ' credits')
    when 'solution_update' then concat('your search "', about ->> 'request', '" is finished')
  end;
end
$$;
comment on function private.priority_words(text, jsonb) is
  'A priority in one plain sentence, for whoever puts it into words.';

create function worker.explain_ranking(user_id uuid)
returns table (ranked_at timestamptz, due_at timestamptz, candidates_count integer, model text,
  chosen_id uuid, chosen_why text, told text, words text)
language sql stable security invoker set search_path = '' as $$
  select r.ranked_at, r.due_at, r.candidates_count, r.model, r.chosen_id, r.chosen_why, r.told,
    w.words
  from private.rankings r left join private.telling_reasons w on w.reason = r.told
  where r.user_id = explain_ranking.user_id
$$;
comment on function worker.explain_ranking(uuid) is
  'What a member''s last ranking came to: whether the model had a say, what it chose, and why a '
  'text came of it, or none.';
