-- What could be worth a member's attention, what it is worth by named components, and why.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('presented_days', 7, true, 1, 90,
   'a priority that was presented and not answered for this long has expired'),
  ('waiting_days', 7, true, 1, 90,
   'who has waited this long for what they asked has waited as long as counts');
insert into private.settings (name, value, description) values
  ('candidates_max', 50, 'items of one type that a ranking looks at: the newest');

create table private.priority_kinds (
  item_type text primary key,
  stale_days integer not null constraint stale_days_is_positive check (stale_days > 0),
  half_life_days numeric not null
    constraint half_life_days_is_positive check (half_life_days > 0),
  ease numeric not null constraint ease_is_a_share check (ease between 0 and 1),
  description text not null
);
comment on table private.priority_kinds is
  'Each type of item: how long it is worth telling of, in how many days half its freshness is '
  'gone, and how easily it is dealt with (1: nothing has to be done).';
insert into private.priority_kinds (item_type, stale_days, half_life_days, ease, description) values
  ('intro_opportunity', 30, 7, 0.5, 'an introduction that they could make'),
  ('community_request', 14, 3, 0.6, 'a question that they are asked, and have not answered'),
  ('community_response', 21, 4, 0.9, 'an answer to a question of theirs'),
  ('expert_impact_notification', 30, 14, 1, 'what came of an answer that they gave'),
  ('solution_update', 21, 4, 0.8, 'what their research has found');

create table private.priority_weights (
  tenant_id uuid references public.tenants (id) on delete cascade,
  item_type text not null references private.priority_kinds (item_type),
  component text not null
    constraint component_is_a_word check (component ~ '^[a-z_]+$'),
  weight numeric not null constraint weight_is_zero_to_hundred check (weight between 0 and 100),
  description text not null,
  unique nulls not distinct (tenant_id, item_type, component)
);
comment on table private.priority_weights is
  'How much each component counts for a type of item, against the others of that type. A row with '
  'a tenant stands in the place of the one without; of weight 0 it does not count.';
create index weights_by_item_type on private.priority_weights (item_type);
insert into private.priority_weights (item_type, component, weight, description)
  select w.item_type, w.component, w.weight, d.description
  from (values
    ('intro_opportunity', 'urgency', 2), ('intro_opportunity', 'freshness', 2),
    ('intro_opportunity', 'fit', 3), ('intro_opportunity', 'reward', 3),
    ('intro_opportunity', 'ease', 1), ('intro_opportunity', 'receptive', 1),
    ('intro_opportunity', 'relevance', 4),
    ('community_request', 'urgency', 3), ('community_request', 'freshness', 2),
    ('community_request', 'fit', 4), ('community_request', 'ease', 1),
    ('community_request', 'relationship', 1), ('community_request', 'receptive', 1),
    ('community_request', 'relevance', 4),
    ('community_response', 'freshness', 3), ('community_response', 'waiting', 2),
    ('community_response', 'quality', 2), ('community_response', 'relationship', 4),
    ('community_response', 'ease', 1), ('community_response', 'relevance', 3),
    ('expert_impact_notification', 'freshness', 3), ('expert_impact_notification', 'reward', 2),
    ('expert_impact_notification', 'quality', 2), ('expert_impact_notification', 'ease', 1),
    ('expert_impact_notification', 'relevance', 3),
    ('solution_update', 'freshness', 3), ('solution_update', 'waiting', 2),
    ('solution_update', 'quality', 2), ('solution_update', 'relationship', 4),
    ('solution_update', 'ease', 1), ('solution_update', 'relevance', 3)
  ) w (item_type, component, weight)
  join (values
    ('urgency', 'how soon it is over, or how urgent it was said to be'),
    ('freshness', 'how new it is'),
    ('fit', 'how much of their expertise, title or company it speaks of'),
    ('reward', 'what it pays, against the most that the tenant pays'),
    ('ease', 'how little has to be done about it'),
    ('receptive', 'how often they have answered our texts about such'),
    ('relationship', 'whether they asked for it, or whoever asks has answered them before'),
    ('waiting', 'how long they have waited for it'),
    ('quality', 'how useful or how far it is'),
    ('relevance', 'how much it is to the point, by the model''s word')
  ) d (component, description) using (component);

create function private.weights_of(tenant_id uuid)
returns table (item_type text, component text, weight numeric, description text)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select distinct on (w.item_type, w.component) w.item_type, w.component, w.weight, w.description
  from private.priority_weights w
  where w.tenant_id is null or w.tenant_id = weights_of.tenant_id
  order by w.item_type, w.component, w.tenant_id nulls last;
end
$$;
comment on function private.weights_of(uuid) is 'The weights that go for a tenant''s members.';

-- Components, each 0 to 1. -----------------------------------------------------------------------

create function private.freshness(since timestamptz, half_life_days numeric, at timestamptz)
returns numeric
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return power(0.5, greatest(0, extract(epoch from at - since)) / 86400 / half_life_days);
end
$$;
comment on function private.freshness(timestamptz, numeric, timestamptz) is
  '1 when it is new, half of it after the half-life.';

create function private.share_gone(since timestamptz, until timestamptz, at timestamptz)
returns numeric
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case when until <= since or until <= at then 1 when at <= since then 0
    else extract(epoch from at - since) / extract(epoch from until - since) end;
end
$$;
comment on function private.share_gone(timestamptz, timestamptz, timestamptz) is
  'How much of a span of time is over: 0 at its beginning, 1 at its end.';

create function private.stems(words text) returns text[]
language plpgsql stable security invoker set search_path = '' as $$
begin
  return tsvector_to_array(to_tsvector('pg_catalog.english', left(words, 4000)));
end
$$;
comment on function private.stems(text) is 'The stems of words, each once, without stop words.';

create function private.phrases_of(person public.users) returns text[]
language plpgsql stable security invoker set search_path = '' as $$
begin
  return array(
    select array_to_string(private.stems(left(phrase, 300)), ' ')
    from unnest((coalesce(person.expertise, '{}'))[:50] || person.title || person.company) phrase
    where phrase is not null);
end
$$;
comment on function private.phrases_of(public.users) is
  'What somebody knows, does and works for: the stems of a phrase each, as a string.';

create function private.words_fit(phrases text[], about text) returns numeric
language plpgsql stable security invoker set search_path = '' as $$
declare
  said text[] := private.stems(words_fit.about);
begin
  return coalesce((
    select max(fit.share) from unnest(phrases) phrase
    cross join lateral (
      select avg((stem = any (said))::integer) as share
      from unnest(string_to_array(phrase, ' ')) stem where stem <> '') fit), 0);
end
$$;
comment on function private.words_fit(text[], text) is
  'How many of the stems of the best of these phrases occur in a text: 0 to 1. A phrase of stop '
  'words alone has none, and fits nothing.';

create function private.receptiveness(person public.users, item_type text) returns numeric
language plpgsql stable security invoker set search_path = '' as $$
declare
  habit jsonb := person.response_pattern -> 'by_item_type' -> receptiveness.item_type;
begin
  -- Laplace's rule: of nothing sent and nothing answered it expects a half.
  return (coalesce((habit ->> 'answered')::numeric, 0) + 1)
    / (coalesce((habit ->> 'sent')::numeric, 0) + 2);
end
$$;
comment on function private.receptiveness(public.users, text) is
  'How likely somebody is to answer a text about such an item, by users.response_pattern.';

-- Candidates, a function for each type of item. --------------------------------------------------

create function private.intro_candidates(person public.users, at timestamptz)
returns table (item_id uuid, about jsonb, over_at timestamptz, components jsonb)
language plpgsql stable security invoker set search_path = '' as $$
declare
  kind private.priority_kinds := private.priority_kind('intro_opportunity');
  phrases text[] := private.phrases_of(person);
  highest integer;
begin
  select max(i.bounty_credits) into highest from public.intro_opportunities i
    where i.tenant_id = person.tenant_id and i.status = 'open';
  return query
  select i.id,
    jsonb_strip_nulls(jsonb_build_object('prospect', i.prospect_name,
      'prospect_title', i.prospect_title, 'prospect_company', i.prospect_company,
      'wanted_by', coalesce(i.innovator_name, n.company_name),
      'offers', left(private.without_contacts(n.solution_description), 200),
      'bounty_credits', i.bounty_credits)),
    e.over_at,
    jsonb_build_object('urgency', private.share_gone(i.created_at, e.over_at, at),
      'freshness', private.freshness(i.created_at, kind.half_life_days, at),
      'fit', private.words_fit(phrases, concat_ws(' ', i.prospect_title,
        i.prospect_company, n.solution_description, array_to_string(n.categories, ' '))),
      'reward', i.bounty_credits::numeric / greatest(highest, 1), 'ease', kind.ease,
      'receptive', private.receptiveness(person, kind.item_type))
  from public.intro_opportunities i
  left join public.innovators n on n.tenant_id = i.tenant_id and n.id = i.innovator_id
  cross join lateral (select least(i.expires_at,
    i.created_at + make_interval(days => kind.stale_days)) as over_at) e
  where i.tenant_id = person.tenant_id and i.connector_user_id = person.id and i.status = 'open'
    and e.over_at > at
  order by i.created_at desc, i.id limit private.setting('candidates_max')::integer;
end
$$;
comment on function private.intro_candidates(public.users, timestamptz) is
  'The introductions that somebody is offered and that are open.';

create function private.priority_kind(item_type text) returns private.priority_kinds
language plpgsql stable security invoker set search_path = '' as $$
declare
  kind private.priority_kinds;
begin
  select * into strict kind from private.priority_kinds k
    where k.item_type = priority_kind.item_type;
  return kind;
end
$$;
comment on function private.priority_kind(text) is 'A row of priority_kinds, which must be there.';

create function private.request_candidates(person public.users, at timestamptz)
returns table (item_id uuid, about jsonb, over_at timestamptz, components jsonb)
language plpgsql stable security invoker set search_path = '' as $$
declare
  kind private.priority_kinds := private.priority_kind('community_request');
  phrases text[] := private.phrases_of(person);
begin
  return query
  select r.id,
    jsonb_strip_nulls(jsonb_build_object(
      'question', left(private.without_contacts(r.question), 300), 'category', r.category,
      'wanted', r.desired_outcome, 'urgency', r.urgency)),
    e.over_at,
    jsonb_build_object(
      'urgency', greatest(private.share_gone(r.created_at, e.over_at, at),
        case r.urgency when 'high' then 1 when 'medium' then 0.5 else 0.2 end),
      'freshness', private.freshness(r.created_at, kind.half_life_days, at),
      'fit', private.words_fit(phrases, concat_ws(' ', r.question, r.category,
        array_to_string(r.expertise_needed, ' '))),
      'ease', case r.desired_outcome when 'quick_thoughts' then 1 when 'backchannel' then 0.7
        when 'introduction' then 0.5 when 'ongoing_advice' then 0.2 else kind.ease end,
      'relationship', (exists (
        select from public.community_responses a
        join public.community_requests o on o.id = a.request_id
        where a.tenant_id = r.tenant_id and a.user_id = r.requesting_user_id
          and o.requesting_user_id = person.id))::integer,
      'receptive', private.receptiveness(person, kind.item_type))
  from public.community_requests r
  cross join lateral (select least(r.expires_at,
    r.created_at + make_interval(days => kind.stale_days)) as over_at) e
  where r.tenant_id = person.tenant_id and r.target_user_ids @> array[person.id]
    and r.status <> 'closed' and e.over_at > at
    and r.requesting_user_id is distinct from person.id and person.id <> all (r.declined_user_ids)
    and not exists (select from public.community_responses a
      where a.request_id = r.id and a.user_id = person.id)
  order by r.created_at desc, r.id limit private.setting('candidates_max')::integer;
end
$$;
comment on function private.request_candidates(public.users, timestamptz) is
  'The open questions that somebody is asked and has not answered. Who asks is not told.';

create function private.response_candidates(person public.users, at timestamptz)
returns table (item_id uuid, about jsonb, over_at timestamptz, components jsonb)
language plpgsql stable security invoker set search_path = '' as $$
declare
  kind private.priority_kinds := private.priority_kind('community_response');
  patience interval := make_interval(
    days => private.setting('waiting_days', person.tenant_id)::integer);
begin
  return query
  select a.id,
    jsonb_build_object('question', left(private.without_contacts(r.question), 200),
      'answer', left(private.without_contacts(a.response_text), 300)),
    e.over_at,
    jsonb_build_object('freshness', private.freshness(a.created_at, kind.half_life_days, at),
      'waiting', private.share_gone(r.created_at, r.created_at + patience, at),
      'quality', coalesce(a.usefulness_score / 10.0, 0.5),
      'relationship', 1, 'ease', kind.ease)
  from public.community_requests r
  join public.community_responses a on a.tenant_id = r.tenant_id and a.request_id = r.id
  cross join lateral (
    select a.created_at + make_interval(days => kind.stale_days) as over_at) e
  where r.tenant_id = person.tenant_id and r.requesting_user_id = person.id
    and a.user_id <> person.id and r.closed_loop_at is null and e.over_at > at
  order by a.created_at desc, a.id limit private.setting('candidates_max')::integer;
end
$$;
comment on function private.response_candidates(public.users, timestamptz) is
  'The answers to somebody''s own questions of which they have not been told. Who answered is not '
  'told.';

create function private.impact_candidates(person public.users, at timestamptz)
returns table (item_id uuid, about jsonb, over_at timestamptz, components jsonb)
language plpgsql stable security invoker set search_path = '' as $$
declare
  kind private.priority_kinds := private.priority_kind('expert_impact_notification');
  highest integer;
begin
  select max(a.credits_awarded) into highest from public.community_responses a
    where a.tenant_id = person.tenant_id and a.credits_awarded is not null;
  return query
  select a.id,
    jsonb_strip_nulls(jsonb_build_object(
      'question', left(private.without_contacts(r.question), 200),
      'impact', left(private.without_contacts(a.impact_description), 300),
      'credits', a.credits_awarded)),
    e.over_at,
    jsonb_build_object('freshness', private.freshness(e.since, kind.half_life_days, at),
      'reward', coalesce(a.credits_awarded, 0)::numeric / greatest(highest, 1),
      'quality', coalesce(a.usefulness_score / 10.0, 0.5), 'ease', kind.ease)
  from public.community_responses a
  join public.community_requests r on r.tenant_id = a.tenant_id and r.id = a.request_id
  cross join lateral (select f.since, f.since + make_interval(days => kind.stale_days) as over_at
    from (select greatest(a.credited_at, a.created_at) as since) f) e
  where a.tenant_id = person.tenant_id and a.user_id = person.id
    and (a.impact_description is not null or a.status = 'rewarded')
    and a.status <> 'closed_loop' and e.over_at > at
  order by e.since desc, a.id limit private.setting('candidates_max')::integer;
end
$$;
comment on function private.impact_candidates(public.users, timestamptz) is
  'Answers that somebody gave, of which something came, or that were rewarded, and of which they '
  'have not been told.';

create function private.solution_candidates(person public.users, at timestamptz)
returns table (item_id uuid, about jsonb, over_at timestamptz, components jsonb)
language plpgsql stable security invoker set search_path = '' as $$
declare
  kind private.priority_kinds := private.priority_kind('solution_update');
  patience interval := make_interval(
    days => private.setting('waiting_days', person.tenant_id)::integer);
begin
  return query
  select w.id,
    jsonb_strip_nulls(jsonb_build_object(
      'request', left(private.without_contacts(w.request_description), 300),
      'category', w.category)),
    e.over_at,
    jsonb_build_object('freshness', private.freshness(e.since, kind.half_life_days, at),
      'waiting', private.share_gone(w.created_at, w.created_at + patience, at),
      'quality', case when w.quality_threshold_met then 1 else 0.7 end,
      'relationship', 1, 'ease', kind.ease)
  from public.solution_workflows w
  cross join lateral (select f.since, f.since + make_interval(days => kind.stale_days) as over_at
    from (select w.completed_at as since) f) e
  where w.tenant_id = person.tenant_id and w.user_id = person.id and e.over_at > at
    and w.status = 'completed'
  order by e.since desc, w.id limit private.setting('candidates_max')::integer;
end
$$;
comment on function private.solution_candidates(public.users, timestamptz) is
  'Somebody''s own research that is finished. While it goes on, it is among what is open.';

create function private.priority_candidates(person public.users, at timestamptz default now())
returns table (item_type text, item_id uuid, about jsonb, over_at timestamptz, components jsonb)
language plpgsql stable security invoker set search_path = '' as $$
begin
  if not (person.verified and person.is_active) then
    return;
  end if;
  return query
  select 'intro_opportunity', c.* from private.intro_candidates(person, at) c
  union all select 'community_request', c.* from private.request_candidates(person, at) c
  union all select 'community_response', c.* from private.response_candidates(person, at) c
  union all select 'expert_impact_notification', c.* from private.impact_candidates(person, at) c
  union all select 'solution_update', c.* from private.solution_candidates(person, at) c;
end
$$;
comment on function private.priority_candidates(public.users, timestamptz) is
  'All that could be worth a member''s attention now: what it is about in words that they may '
  'read, until when, and its components, 0 to 1. Nothing of anybody who is no member.';

-- Scores. ----------------------------------------------------------------------------------------

create table private.priority_scores (
  priority_id uuid primary key references public.user_priorities (id) on delete cascade,
  parts jsonb not null constraint parts_are_a_list check (jsonb_typeof(parts) = 'array'),
  scored_at timestamptz not null
);
comment on table private.priority_scores is
  'What a priority''s value_score is made of: [{component, value, weight, contribution}], as it '
  'was when it was ranked. Weights may change; what was decided by them stays explained.';

create function private.relevance_kept(person public.users)
returns table (item_type text, item_id uuid, relevance numeric)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select p.item_type, p.item_id, (part.value ->> 'value')::numeric
  from public.user_priorities p
  join private.priority_scores s on s.priority_id = p.id
  cross join lateral jsonb_array_elements(s.parts) part (value)
  where p.tenant_id = person.tenant_id and p.user_id = person.id and p.status = 'active'
    and part.value ->> 'component' = 'relevance';
end
$$;
comment on function private.relevance_kept(public.users) is
  'What the model last said of each of somebody''s active priorities, 0 to 1.';

create function private.score_candidates(person public.users, said jsonb, at timestamptz)
returns table (item_type text, item_id uuid, about jsonb, over_at timestamptz, score numeric,
  parts jsonb)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  with candidates as materialized (
    select * from private.priority_candidates(person, score_candidates.at)
  ),
  relevances as materialized (
    -- What it says now goes before what it said last.
    select distinct on (r.item_type, r.item_id) r.* from (
      select 1 as age, s.item_type, s.item_id, s.relevance / 10 as relevance
        from jsonb_to_recordset(said) s (item_type text, item_id uuid, relevance numeric)
      union all select 2, k.* from private.relevance_kept(person) k) r
    order by r.item_type, r.item_id, r.age
  ),
  weighed as (
    -- What has no value stays without: greatest() would make it 0.
    select c.item_type, c.item_id, w.component, w.weight,
      case when v.value is not null then round(least(1, greatest(0, v.value)), 4) end as value
    from candidates c
    join private.weights_of(person.tenant_id) w on w.item_type = c.item_type and w.weight > 0
    left join relevances r on r.item_type = c.item_type and r.item_id = c.item_id
    cross join lateral (select case w.component when 'relevance' then r.relevance
      else (c.components ->> w.component)::numeric end as value) v
  ),
  summed as (
    -- Rounded as they add up, so that what is told of each is the whole, to the last digit.
    select w.*, round(100 * sum(w.weight * coalesce(w.value, 0)) over so_far / nullif(
      sum(w.weight) filter (where w.value is not null) over item, 0), 2) as reached
    from weighed w
    window item as (partition by w.item_type, w.item_id),
      so_far as (partition by w.item_type, w.item_id order by w.component)
  ),
  told as (
    select s.*, s.reached - coalesce(lag(s.reached) over (
      partition by s.item_type, s.item_id order by s.component), 0) as contribution
    from summed s
  )
  select c.item_type, c.item_id, c.about, c.over_at, coalesce(max(t.reached), 0),
    coalesce(jsonb_agg(jsonb_build_object('component', t.component, 'value', t.value,
      'weight', t.weight, 'contribution', coalesce(t.contribution, 0)) order by t.component)
      filter (where t.component is not null), '[]')
  from candidates c left join told t on t.item_type = c.item_type and t.item_id = c.item_id
  group by c.item_type, c.item_id, c.about, c.over_at;
end
$$;
comment on function private.score_candidates(public.users, jsonb, timestamptz) is
  'Each candidate''s score, 0 to 100: the weighted mean of its components. said: what the model '
  'says now, [{item_type, item_id, relevance 0 to 10}]. A component without a value counts '
  'neither above nor below the line.';

create function private.explain_priority(id uuid)
returns table (component text, value numeric, weight numeric, contribution numeric, words text)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select part.component, part.value, part.weight, part.contribution,
    coalesce(w.description, part.component) || case
      when part.value is not null then format(': %s of 1, weight %s', part.value, part.weight)
      else ': left out, the model was not asked or did not answer' end
  from private.priority_scores s
  join public.user_priorities p on p.id = s.priority_id
  cross join lateral jsonb_to_recordset(s.parts) part
    (component text, value numeric, weight numeric, contribution numeric)
  left join private.weights_of(p.tenant_id) w
    on w.item_type = p.item_type and w.component = part.component
  where s.priority_id = explain_priority.id
  order by part.contribution desc, part.component;
end
$$;
comment on function private.explain_priority(uuid) is
  'Why a priority has its score: each component, its value, its weight then, and what it brought; '
  'the contributions add up to value_score exactly.';

create function worker.explain_priority(id uuid)
returns table (component text, value numeric, weight numeric, contribution numeric, words text)
language sql stable security invoker set search_path = '' as $$
  select * from private.explain_priority(explain_priority.id)
$$;
comment on function worker.explain_priority(uuid) is 'private.explain_priority, as an RPC.';
