-- Who could answer a question: by which words, how well, and why they are asked, or are not.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('experts_at_once', 3, true, 1, 20, 'experts whose answer a question waits for at a time'),
  ('experts_asked_max', 9, true, 1, 100, 'and that are asked in all'),
  ('expert_patience_hours', 24, true, 1, 168,
   'an expert who has said nothing for so long is not waited for: the next is asked'),
  ('expert_load_max', 3, true, 1, 50, 'questions that may wait for one expert''s answer'),
  ('expert_rest_days', 7, true, 1, 90, 'who was asked so long ago has rested as long as counts');
insert into private.settings (name, value, description) values
  ('expert_pool', 100, 'experts that one word of a question brings in: those of the best standing'),
  ('expert_shortlist', 60, 'and of all that it brings in, so many are looked at: the best fits');

create table private.expert_words (
  user_id uuid not null,
  stem text not null,
  tenant_id uuid not null,
  weight real not null constraint weight_is_a_share check (weight > 0 and weight <= 1),
  standing real not null constraint standing_is_a_share check (standing between 0 and 1),
  primary key (user_id, stem),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade
);
comment on table private.expert_words is
  'The words by which somebody who may be asked is found: stems of their topics (1) and of their '
  'title (0.5).';
comment on column private.expert_words.standing is
  'What asking them has been worth, private.standing_of: the same in all of a person''s rows, so '
  'that one index gives the best of a word, however many there are.';
create index experts_by_word on private.expert_words (tenant_id, stem, standing desc, user_id);
create index expert_words_by_person on private.expert_words (tenant_id, user_id);

create table private.expert_asks (
  request_id uuid not null,
  user_id uuid not null,
  tenant_id uuid not null,
  score numeric(5, 2) not null constraint score_is_zero_to_hundred check (score between 0 and 100),
  parts jsonb not null constraint parts_are_a_list check (jsonb_typeof(parts) = 'array'),
  asked_at timestamptz not null,
  asked_again_at timestamptz,
  primary key (request_id, user_id),
  foreign key (tenant_id, request_id) references public.community_requests (tenant_id, id)
    on delete cascade,
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade
);
comment on table private.expert_asks is
  'Who was asked what, when, and why: the score they had then, [{component, value, weight, '
  'contribution}].';
create index asks_by_request on private.expert_asks (tenant_id, request_id);
create index asks_by_expert on private.expert_asks (tenant_id, user_id, asked_at desc);

create table private.expert_weights (
  component text primary key constraint component_is_a_word check (component ~ '^[a-z_]+$'),
  weight numeric not null constraint weight_is_zero_to_hundred check (weight between 0 and 100),
  description text not null
);
comment on table private.expert_weights is
  'How much each component counts when experts are chosen.';
insert into private.expert_weights (component, weight, description) values
  ('fit', 6, 'how many of the words that the question needs are theirs; two are a full fit'),
  ('standing', 3, 'what asking them has been worth: useful answers against questions'),
  ('free', 2, 'how few questions wait for their answer'),
  ('rested', 1, 'how long ago they were last asked'),
  ('receptive', 1, 'how often they have answered our texts about questions');

create table private.asking_reasons (
  reason text primary key,
  words text not null
);
comment on table private.asking_reasons is 'Why somebody is not asked, as an operator is told.';
insert into private.asking_reasons (reason, words) values
  ('asker', 'it is their own question'),
  ('no_member', 'they are no active member of the tenant'),
  ('wants_no_questions', 'they have said that they want to be asked about nothing'),
  ('asked_already', 'they have been asked'),
  ('may_not_be_texted', 'they are sent nothing that they did not ask for'),
  ('muted', 'they have asked to be left in peace'),
  ('busy', 'as many questions as may wait for one expert wait for them'),
  ('no_word', 'none of their words is in the question'),
  ('others_first', 'others were worth more');

-- Words, and what asking somebody has been worth. ------------------------------------------------

create function private.standing_of(user_id uuid) returns real
language plpgsql stable security invoker set search_path = '' as $$
begin
  -- Laplace's rule: of nobody asked and nothing answered it expects a half.
  return (
    select ((coalesce(sum(s.usefulness_score), 0) / 10.0 + 1) / (count(*) + 2))::real
    from private.expert_asks a
    left join public.community_responses s
      on s.request_id = a.request_id and s.user_id = a.user_id
    where a.user_id = standing_of.user_id);
end
$$;
comment on function private.standing_of(uuid) is
  'What asking somebody has been worth, 0 to 1: useful answers raise it, silence lowers it, so '
  'that it is not always the same who are asked.';

create function private.keep_standings(people uuid[]) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  -- In one order: two questions may be put to the same experts at once.
  perform 1 from private.expert_words w where w.user_id = any (keep_standings.people)
    order by w.user_id, w.stem for no key update;
  update private.expert_words w set standing = s.standing
  from (select p, private.standing_of(p) as standing from unnest(keep_standings.people) p) s
  where w.user_id = s.p and w.standing <> s.standing;
end
$$;
comment on function private.keep_standings(uuid[]) is
  'These people were asked, or their answers judged: their standing follows.';

create function private.words_of(person public.users) returns table (stem text, weight real)
language plpgsql stable security invoker set search_path = '' as $$
begin
  -- Topics that they have taken back are a wish: about nothing at all.
  if not (person.verified and person.is_active) or person.opted_out_at is not null
    or person.blocked_at is not null or person.expertise = '{}' then
    return;
  end if;
  return query
  select w.stem, max(w.weight)::real from (
    select unnest(private.stems(array_to_string(person.expertise[:50], ' '))) as stem, 1 as weight
    union all select unnest(private.stems(person.title)), 0.5) w
  group by w.stem;
end
$$;
comment on function private.words_of(public.users) is
  'By which words somebody may be found to be asked; none of whoever may not.';

create function private.keep_expert_words() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  delete from private.expert_words w where w.user_id = new.id
    and not exists (select from private.words_of(new) k where k.stem = w.stem);
  insert into private.expert_words as w (user_id, stem, tenant_id, weight, standing)
    select new.id, k.stem, new.tenant_id, k.weight, private.standing_of(new.id)
    from private.words_of(new) k
    on conflict (user_id, stem) do update set weight = excluded.weight
    where w.weight <> excluded.weight;
  return null;
end
$$;
comment on function private.keep_expert_words() is
  'Somebody may be asked now, or not any more, or about something else.';
create trigger new_experts_are_found after insert on public.users
  for each row when (new.verified) execute function private.keep_expert_words();
create trigger experts_are_found_by_their_words after update on public.users
  for each row when ((old.verified, old.is_active, old.expertise, old.title,
      old.opted_out_at is null, old.blocked_at is null)
    is distinct from (new.verified, new.is_active, new.expertise, new.title,
      new.opted_out_at is null, new.blocked_at is null))
  execute function private.keep_expert_words();

-- Choosing. --------------------------------------------------------------------------------------

create function private.words_needed(request public.community_requests)
returns table (stem text, need numeric)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select w.stem, max(w.need) from (
    select unnest(private.stems(array_to_string(request.expertise_needed, ' '))) as stem,
      1.0 as need
    union all select unnest(private.stems(concat_ws(' ', request.question, request.category))), 0.5
  ) w group by w.stem;
end
$$;
comment on function private.words_needed(public.community_requests) is
  'The words that a question asks for: of the expertise it needs, and half as much its own.';

create function private.questions_waiting(user_id uuid, at timestamptz) returns integer
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select count(*)::integer
    from private.expert_asks a
    join public.community_requests r on r.id = a.request_id and r.status <> 'closed'
      and a.user_id <> all (r.declined_user_ids)
    where a.user_id = questions_waiting.user_id
      and a.asked_at > questions_waiting.at - interval '7 days'
      and not exists (select from public.community_responses s
        where s.request_id = a.request_id and s.user_id = a.user_id));
end
$$;
comment on function private.questions_waiting(uuid, timestamptz) is
  'How many open questions wait for somebody''s answer.';

create function private.why_not_asked(
  person public.users, request public.community_requests, at timestamptz
) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case
    when person.id = request.requesting_user_id then 'asker'
    when not (person.verified and person.is_active and person.tenant_id = request.tenant_id)
      then 'no_member'
    when person.expertise = '{}' then 'wants_no_questions'
    when person.id = any (request.target_user_ids) then 'asked_already'
    when private.refused_to(person) is not null then 'may_not_be_texted'
    when person.muted_until > why_not_asked.at then 'muted'
    when private.questions_waiting(person.id, why_not_asked.at)
      >= private.setting('expert_load_max', request.tenant_id) then 'busy'
  end;
end
$$;
comment on function private.why_not_asked(
  public.users, public.community_requests, timestamptz) is
  'Why somebody is not to be asked, one of private.asking_reasons; null: they may be.';

create function private.expert_pool(request public.community_requests)
returns table (user_id uuid, fit numeric, standing real)
language plpgsql stable security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
declare
  stems text[];
  needs numeric[];
begin
  select array_agg(n.stem order by n.need desc, n.stem), array_agg(n.need order by n.need desc,
    n.stem) into stems, needs from private.words_needed(request) n;
  return query
  with found as materialized (
    select distinct p.user_id
    from unnest(stems[:20]) s (stem)
    cross join lateral (
      -- One index has them in this order: a word that everybody has costs no more than a rare one.
      select w.user_id from private.expert_words w
      where w.tenant_id = request.tenant_id and w.stem = s.stem
      order by w.standing desc, w.user_id limit private.setting('expert_pool')::integer) p
  )
  select f.user_id, k.fit, k.standing
  from found f
  cross join lateral (
    select least(1, sum(n.need * w.weight::numeric) / 2) as fit, max(w.standing) as standing
    from unnest(stems[:20], needs[:20]) n (stem, need)
    join private.expert_words w on w.user_id = f.user_id and w.stem = n.stem offset 0) k
  order by k.fit desc, k.standing desc, f.user_id
  limit private.setting('expert_shortlist')::integer;
end
$$;
comment on function private.expert_pool(public.community_requests) is
  'Whoever has a word of the question, the best of each word; of these the best fits.';

create function private.expert_candidates(request public.community_requests, at timestamptz)
returns table (user_id uuid, score numeric, parts jsonb)
language plpgsql stable security invoker set search_path = '' as $$
declare
  load_max numeric := private.setting('expert_load_max', request.tenant_id);
  rest interval := make_interval(
    days => private.setting('expert_rest_days', request.tenant_id)::integer);
begin
  return query
  with candidates as materialized (
    select p.user_id, jsonb_build_object('fit', p.fit, 'standing', p.standing,
      'free', 1 - private.questions_waiting(p.user_id, expert_candidates.at) / load_max,
      'rested', coalesce((select private.share_gone(a.asked_at, a.asked_at + rest,
          expert_candidates.at)
        from private.expert_asks a
        where a.tenant_id = request.tenant_id and a.user_id = p.user_id
        order by a.asked_at desc limit 1), 1),
      'receptive', private.receptiveness(o.person, 'community_request')) as components
    from private.expert_pool(request) p
    -- One by one: joined, the planner would ask of every member there is whether they may be.
    cross join lateral (select u from public.users u where u.id = p.user_id offset 0) o (person)
    where private.why_not_asked(o.person, request, expert_candidates.at) is null
  ),
  weighed as (
    select c.user_id, w.component, w.weight, round((c.components ->> w.component)::numeric, 4)
      as value, round(100 * sum(w.weight * (c.components ->> w.component)::numeric) over so_far
        / sum(w.weight) over person, 2) as reached
    from candidates c cross join private.expert_weights w
    window person as (partition by c.user_id),
      so_far as (partition by c.user_id order by w.component)
  ),
  told as (
    select w.*, w.reached - coalesce(lag(w.reached) over (
      partition by w.user_id order by w.component), 0) as contribution
    from weighed w
  )
  select t.user_id, max(t.reached), jsonb_agg(jsonb_build_object('component', t.component,
    'value', t.value, 'weight', t.weight, 'contribution', t.contribution) order by t.component)
  from told t group by t.user_id
  order by max(t.reached) desc, t.user_id;
end
$$;
comment on function private.expert_candidates(public.community_requests, timestamptz) is
  'Who may be asked, the best first: a weighted mean of components, 0 to 100, whose contributions '
  'add up to it.';

create function private.ask_experts(request public.community_requests, at timestamptz)
returns uuid[]
language plpgsql security invoker set search_path = '' as $$
declare
  waiting integer;
  asked integer;
  chosen uuid[];
begin
  select count(*), count(*) filter (where a.asked_at > ask_experts.at - make_interval(hours =>
      private.setting('expert_patience_hours', request.tenant_id)::integer)
      and a.user_id <> all (request.declined_user_ids)
      and not exists (select from public.community_responses s
        where s.request_id = a.request_id and s.user_id = a.user_id))
    into asked, waiting
    from private.expert_asks a where a.request_id = request.id;
  with asks as (
    insert into private.expert_asks (request_id, user_id, tenant_id, score, parts, asked_at)
      select request.id, c.user_id, request.tenant_id, c.score, c.parts, ask_experts.at
      from private.expert_candidates(request, ask_experts.at) c
      limit greatest(0, least(
        private.setting('experts_at_once', request.tenant_id) - waiting,
        private.setting('experts_asked_max', request.tenant_id) - asked))::integer
      returning expert_asks.user_id)
  select coalesce(array_agg(k.user_id), '{}') into chosen from asks k;
  if chosen <> '{}' then
    update public.community_requests r
      set target_user_ids = coalesce(r.target_user_ids, '{}') || chosen where r.id = request.id;
    perform private.keep_standings(chosen);
  end if;
  return chosen;
end
$$;
comment on function private.ask_experts(public.community_requests, timestamptz) is
  'Puts a question to as many more experts as it may wait for now: whom. Request locked.';

-- Explaining. ------------------------------------------------------------------------------------

create function worker.explain_experts(request_id uuid)
returns table (user_id uuid, asked_at timestamptz, score numeric, component text, value numeric,
  weight numeric, contribution numeric, words text)
language sql stable security invoker set search_path = '' as $$
  select a.user_id, a.asked_at, a.score, part.component, part.value, part.weight,
    part.contribution, w.description
  from private.expert_asks a
  cross join lateral jsonb_to_recordset(a.parts) part
    (component text, value numeric, weight numeric, contribution numeric)
  left join private.expert_weights w using (component)
  where a.request_id = explain_experts.request_id
  order by a.asked_at, a.score desc, a.user_id, part.contribution desc, part.component
$$;
comment on function worker.explain_experts(uuid) is
  'Whom a question was put to, and why: what each component brought, adding up to the score.';

create function worker.explain_not_asked(
  request_id uuid, user_id uuid, at timestamptz default now()
) returns table (reason text, words text)
language plpgsql stable security invoker set search_path = '' as $$
declare
  request public.community_requests;
  person public.users;
  found_reason text;
begin
  select * into strict request from public.community_requests r
    where r.id = explain_not_asked.request_id;
  select * into strict person from public.users u where u.id = explain_not_asked.user_id;
  found_reason := coalesce(private.why_not_asked(person, request, explain_not_asked.at), case
    when exists (select from private.words_needed(request) n join private.expert_words w
      on w.stem = n.stem where w.user_id = person.id) then 'others_first' else 'no_word' end);
  return query select r.reason, r.words from private.asking_reasons r where r.reason = found_reason;
end
$$;
comment on function worker.explain_not_asked(uuid, uuid, timestamptz) is
  'Why somebody is not asked a question now.';
