-- Who could introduce a prospect, and why; the Social Butterfly, which offers it to one at a time.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('offers_open_max', 3, true, 1, 20,
   'introductions that one connector is offered, or is making, at once'),
  ('connector_score_least', 35, true, 0, 100,
   'who scores less is not asked to introduce somebody'),
  ('rematch_days', 7, true, 1, 365,
   'so long after nobody was found, or the balance fell short, a prospect is looked at again');
insert into private.settings (name, value, description) values
  ('match_batch', 10, 'prospects of one innovator that one turn looks at'),
  ('match_innovators', 200, 'innovators that one run wakes the social-butterfly for'),
  ('connector_candidates_max', 50, 'people of one company, or connections, that are scored'),
  ('offers_resumed_max', 200,
   'prospects who waited for credits and are looked at again at once when some come');

-- Who works or worked where. ---------------------------------------------------------------------

create table private.employers (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  key text not null constraint key_is_a_company_key check (key = private.company_key(key)),
  unique (tenant_id, key)
);
comment on table private.employers is
  'The companies that members work or worked for, once each: what a prospect''s company is '
  'compared with, so that the comparison costs nothing for every colleague more.';
create index employers_alike on private.employers using gin (key extensions.gin_trgm_ops);

create table private.employments (
  tenant_id uuid not null,
  user_id uuid not null,
  employer_id uuid not null references private.employers (id) on delete cascade,
  since timestamptz not null default now(),
  until timestamptz,
  primary key (user_id, employer_id),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade
);
comment on table private.employments is
  'Where somebody works (until is null), and where they have told us that they worked.';
create index employments_by_employer on private.employments (employer_id, until nulls first);
create index employments_by_person on private.employments (tenant_id, user_id);

create function private.note_employment() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  employer uuid;
begin
  if tg_op = 'UPDATE' then
    update private.employments e set until = now() where e.user_id = new.id and e.until is null;
  end if;
  if private.company_key(new.company) is null then
    return null;
  end if;
  insert into private.employers as e (tenant_id, key)
    values (new.tenant_id, private.company_key(new.company)) on conflict do nothing;
  select e.id into employer from private.employers e
    where e.tenant_id = new.tenant_id and e.key = private.company_key(new.company);
  insert into private.employments (tenant_id, user_id, employer_id)
    values (new.tenant_id, new.id, employer)
    on conflict (user_id, employer_id) do update set until = null;
  return null;
end
$$;
comment on function private.note_employment() is
  'Whoever names another company works there now, and worked at the one before.';
create trigger companies_are_noted after insert on public.users
  for each row when (new.company is not null) execute function private.note_employment();
create trigger companies_are_noted_again after update of company on public.users
  for each row when (old.company is distinct from new.company)
  execute function private.note_employment();

create function private.employers_like(tenant_id uuid, company text)
returns table (employer_id uuid, likeness real)
language plpgsql stable security invoker set search_path = ''
set pg_trgm.similarity_threshold = 0.6 as $$
declare
  sought constant text := private.company_key(company);
begin
  return query select e.id, 1::real from private.employers e
    where e.tenant_id = employers_like.tenant_id and e.key = sought;
  -- Asked only of a name that nobody has in the same letters.
  if not found then
    return query select e.id, extensions.similarity(e.key, sought) from private.employers e
      where e.tenant_id = employers_like.tenant_id and e.key operator(extensions.%) sought
      order by 2 desc, 1 limit 3;
  end if;
end
$$;
comment on function private.employers_like(uuid, text) is
  'Companies of the same name, or, when there is none, those that are written most alike.';

-- Who knows a prospect. --------------------------------------------------------------------------

create table private.connector_weights (
  component text primary key constraint component_is_a_word check (component ~ '^[a-z_]+$'),
  weight numeric not null constraint weight_is_zero_to_hundred check (weight between 0 and 100),
  description text not null
);
comment on table private.connector_weights is
  'How much each reason to think that somebody knows a prospect, and would introduce them, counts.';
insert into private.connector_weights (component, weight, description) values
  ('connection', 5, 'they are among the prospect''s connections'),
  ('company', 4, 'they work where the prospect does (1), or worked there (0.7), by a name that is '
   'the same or alike'),
  ('advice', 3, 'their answer was rewarded when this need was looked into'),
  ('title', 1, 'how alike the two titles are'),
  ('receptive', 1, 'how often they have answered our texts about introductions');

create function private.connections_of(prospect public.prospects) returns setof uuid
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select u.id from (
    select c.value from public.linkedin_research_prospects r
    cross join lateral jsonb_array_elements(case jsonb_typeof(r.mutual_connections)
      when 'array' then r.mutual_connections end) c (value)
    where r.id = private.research_of(prospect)
    limit private.setting('connector_candidates_max')::integer) c
  -- One by one, by the index: joined, the planner would hash all members.
  cross join lateral (select m.id from public.users m
    where m.tenant_id = prospect.tenant_id and m.verified and m.linkedin_url is not null
      and private.profile_key(m.linkedin_url) = private.profile_key(c.value ->> 'linkedin_url')
    limit 2) u
  union
  -- By name alone where no address is known; two of one name are nobody.
  select n.ids[1] from (
    select array(select u.id from public.users u where u.tenant_id = prospect.tenant_id
      and u.verified and private.full_name(u.first_name, u.last_name)
        = lower(regexp_replace(btrim(c.value ->> 'name'), '\s+', ' ', 'g')) limit 2) as ids
    from public.linkedin_research_prospects r
    cross join lateral (select e.value from jsonb_array_elements(
      case jsonb_typeof(r.mutual_connections) when 'array' then r.mutual_connections end) e (value)
      limit private.setting('connector_candidates_max')::integer) c
    where r.id = private.research_of(prospect) and c.value ->> 'linkedin_url' is null) n
  where cardinality(n.ids) = 1;
end
$$;
comment on function private.connections_of(public.prospects) is
  'Members who are among a prospect''s connections, as far as these were looked up.';

create function private.research_of(prospect public.prospects) returns uuid
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce(
    (select r.id from public.linkedin_research_prospects r
      where r.tenant_id = prospect.tenant_id and lower(r.linkedin_url) = prospect.linkedin_url),
    (select r.id from public.linkedin_research_prospects r
      where r.tenant_id = prospect.tenant_id
        and lower(r.name) = private.full_name(prospect.first_name, prospect.last_name)
        and private.company_key(r.company) = prospect.company_key and r.company is not null
        -- Two of one name are two when each has a profile of their own.
        and num_nonnulls(r.linkedin_url, prospect.linkedin_url) < 2
      order by r.linkedin_url nulls first, r.id limit 1));
end
$$;
comment on function private.research_of(public.prospects) is
  'What was looked up about somebody: by their profile, or by name and company where one of the '
  'two has none.';

create function private.acquaintances(prospect public.prospects)
returns table (user_id uuid, component text, value numeric)
language plpgsql stable security invoker set search_path = '' as $$
declare
  most constant integer := private.setting('connector_candidates_max');
begin
  return query
  select c, 'connection', 1::numeric from private.connections_of(prospect) c
  union all
  (select e.user_id, 'company',
      (max(s.likeness) * case when min(e.until) is null then 1 else 0.7 end)::numeric
    from private.employers_like(prospect.tenant_id, prospect.company) s
    cross join lateral (select m.user_id, m.until from private.employments m
      where m.employer_id = s.employer_id order by m.until nulls first limit most) e
    group by e.user_id)
  union all
  select a.user_id, 'advice', 1 from public.community_requests r
    join public.community_responses a on a.tenant_id = r.tenant_id and a.request_id = r.id
    where r.tenant_id = prospect.tenant_id and r.context_type = 'solution_workflow'
      and r.context_id = (prospect.metadata ->> 'workflow_id')::uuid
      and a.status in ('rewarded', 'closed_loop') and a.credits_awarded > 0
    group by a.user_id;
end
$$;
comment on function private.acquaintances(public.prospects) is
  'Who may know a prospect, by each reason, 0 to 1.';

create function private.why_not_connector(person public.users, prospect public.prospects)
returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case
    when not (person.verified and person.is_active) then 'is no member'
    when private.refused_to(person) is not null then 'is sent nothing that they did not ask for'
    when person.muted_until > now() then 'has asked to be left in peace'
    when exists (select from public.innovators n where n.id = prospect.innovator_id
      and n.user_id = person.id) then 'is who would like to meet them'
    when private.is_member(prospect, person) then 'is the prospect'
    -- A company may be misspelt, or one that they have left.
    when private.full_name(person.first_name, person.last_name)
      = private.full_name(prospect.first_name, prospect.last_name)
      then 'has the name of the prospect'
    when exists (select from public.intro_opportunities i
      where i.prospect_id = prospect.id and i.connector_user_id = person.id)
      then 'was offered it before'
    when private.setting('offers_open_max', person.tenant_id) <= (
      select count(*) from public.intro_opportunities i where i.tenant_id = person.tenant_id
        and i.connector_user_id = person.id and i.status in ('open', 'accepted', 'scheduled'))
      then 'has as many introductions before them as they may' end;
end
$$;
comment on function private.why_not_connector(public.users, public.prospects) is
  'Why somebody is not asked to introduce a prospect, whatever they score; null: nothing speaks '
  'against it.';

create function private.connectors_for(prospect public.prospects)
returns table (user_id uuid, score numeric, parts jsonb, why_not text)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  with known as materialized (select * from private.acquaintances(prospect)),
  people as materialized (
    select u, u.id, u.title from public.users u
    -- As an array: of a function the planner expects a thousand rows, and would read all members.
    where u.tenant_id = prospect.tenant_id and u.id = any (array(select k.user_id from known k))
  ),
  valued as (
    select k.user_id, k.component, k.value from known k
    union all
    select p.id, 'title', extensions.similarity(lower(p.title), lower(prospect.title))::numeric
    from people p where p.title is not null and prospect.title is not null
    union all
    select p.id, 'receptive', private.receptiveness(p.u, 'intro_opportunity') from people p
  ),
  scored as (
    select v.user_id, jsonb_object_agg(w.component, round(v.value, 2)) as parts,
      round(least(100, 100 * sum(w.weight * v.value) / (
        -- Of who has every reason but the rare ones, a connection and advice, it is the most.
        select sum(a.weight) from private.connector_weights a
        where a.component not in ('connection', 'advice'))), 2) as score
    from valued v join private.connector_weights w on w.component = v.component
    group by v.user_id
  )
  select s.user_id, s.score, s.parts, private.why_not_connector(p.u, prospect)
  from scored s join people p on p.id = s.user_id
  order by s.score desc, s.user_id;
end
$$;
comment on function private.connectors_for(public.prospects) is
  'Everybody who may know a prospect, best first: the score, 0 to 100, what it is made of, and '
  'why they are not asked, if they are not.';

create function worker.explain_connectors(prospect_id uuid)
returns table (user_id uuid, score numeric, parts jsonb, why_not text)
language sql stable security invoker set search_path = '' as $$
  select c.* from public.prospects p, private.connectors_for(p) c
  where p.id = explain_connectors.prospect_id
$$;
comment on function worker.explain_connectors(uuid) is 'private.connectors_for, as an RPC.';

-- The Social Butterfly. --------------------------------------------------------------------------

insert into private.functions (name) values ('social-butterfly');
insert into private.bells (function_name) values ('social-butterfly');
insert into private.task_types (task_type, function_name, agent_type, lane_kind, priority,
    while_put_back, description)
  values
    ('match_intro_opportunities', 'social-butterfly', 'social-butterfly', 'user', 'low', 'skip',
     'look for connectors of an innovator''s prospects, and offer them'),
    ('adopt_match', 'social-butterfly', 'social-butterfly', 'user', 'medium', 'skip',
     'a member for whom an innovator was found is a prospect of theirs');
insert into private.actions (action, agents, to_others, description) values
  ('offer_introduction', '{social-butterfly}', 'this agent offers no introductions',
   'offer one connector to introduce a prospect, if the balance covers it'),
  ('record_research', '{social-butterfly}', 'this agent looks nobody up',
   'keep what was found about a prospect'),
  ('adopt_match', '{social-butterfly}', 'this agent adopts nobody',
   'a member is a prospect of the innovator who was found for them');
insert into private.routes (event_type, task_type, debounced, dedupe_by, description) values
  ('prospect.uploaded', 'match_intro_opportunities', false, 'innovator_id',
   'connectors are looked for'),
  ('solution.innovator_matched', 'adopt_match', false, 'workflow_id',
   'the member is introduced to the innovator who was found');

create function private.queue_matching(innovators uuid[], at timestamptz) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  queued integer;
begin
  insert into public.agent_tasks (tenant_id, task_type, agent_type, user_id, context_id,
      context_type, scheduled_for, priority, max_retries, context_json, created_by, dedupe_key)
    select i.tenant_id, k.task_type, k.agent_type, i.user_id, i.id, 'innovator',
      queue_matching.at, k.priority, k.max_retries,
      jsonb_build_object('innovator_id', i.id, 'user_id', i.user_id), 'social-butterfly',
      i.id::text
    from public.innovators i
    join private.task_types k on k.task_type = 'match_intro_opportunities'
    where i.id = any (queue_matching.innovators) and i.active order by i.user_id;
  get diagnostics queued = row_count;
  return queued;
end
$$;
comment on function private.queue_matching(uuid[], timestamptz) is
  'These innovators'' prospects are looked at; tasks that wait already take it in.';

create function worker.queue_matchings(at timestamptz default now()) returns integer
language sql security invoker set search_path = '' as $$
  select private.queue_matching(array(
    select i.id from public.innovators i
    join public.users u on u.id = i.user_id and u.credit_balance > 0
    join public.tenants t on t.id = i.tenant_id and t.product = 'network'
    cross join lateral (select p.match_at from public.prospects p
      where p.innovator_id = i.id and p.match_at <= queue_matchings.at
        and p.match_at < 'infinity' and p.status <> 'inactive'
      order by p.match_at limit 1) oldest
    where i.active
    order by oldest.match_at, i.id limit private.setting('match_innovators')::integer), at)
$$;
comment on function worker.queue_matchings(timestamptz) is
  'Whoever has prospects to be looked at, and something to pay with; who waits longest first.';

create function private.notice_member() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.queue_matching(array(
    select p.innovator_id from private.touch_prospects(new) p), now());
  return null;
end
$$;
comment on function private.notice_member() is
  'A new member, or one who works elsewhere now, may know whom nobody knew.';
create trigger members_may_know_prospects after update of verified, company on public.users
  for each row when (new.verified and new.company is not null
    and (new.verified, new.company) is distinct from (old.verified, old.company))
  execute function private.notice_member();

create function private.touch_prospects(member public.users)
returns table (innovator_id uuid)
language plpgsql security invoker set search_path = '' as $$
begin
  return query
  with found as (
    select p.id from public.prospects p
    where p.tenant_id = member.tenant_id and p.company_key = private.company_key(member.company)
      and p.match_at > now() and p.match_at < 'infinity' and p.status <> 'inactive'
    limit private.setting('connector_candidates_max')::integer for no key update skip locked
  ),
  touched as (
    update public.prospects p set match_at = now() from found f where p.id = f.id
    returning p.innovator_id
  )
  select distinct t.innovator_id from touched t;
end
$$;
comment on function private.touch_prospects(public.users) is
  'Prospects of somebody''s company who wait for a connector are looked at again.';

create function private.convert_prospects() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  with joined as (
    update public.prospects p set status = 'converted', converted_at = now(),
      converted_to_user_id = new.id
    where p.tenant_id = new.tenant_id and p.status = 'pending'
      and p.id in (
        select o.id from public.prospects o where o.tenant_id = new.tenant_id
          and lower(o.email) = lower(new.email) and o.email is not null and new.email_verified
        union select o.id from public.prospects o where o.tenant_id = new.tenant_id
          and o.phone_number = new.phone_number and new.verified)
    returning p.id, p.innovator_id
  )
  insert into public.events
      (tenant_id, event_type, aggregate_id, aggregate_type, payload, created_by)
    select new.tenant_id, 'prospect.converted', j.id, 'prospect',
      jsonb_build_object('prospect_id', j.id, 'innovator_id', j.innovator_id,
        'user_id', i.user_id), 'user_trigger'
    from joined j join public.innovators i on i.id = j.innovator_id;
  return null;
end
$$;
comment on function private.convert_prospects() is
  'A prospect who joins, by verified email or by number, is a member now; who was one before they '
  'were listed stays unknown to whoever lists them.';
create trigger prospects_who_join_convert after update of verified, email_verified, email,
    phone_number on public.users
  for each row when (new.verified and (new.verified, new.email_verified, new.email,
      new.phone_number)
    is distinct from (old.verified, old.email_verified, old.email, old.phone_number))
  execute function private.convert_prospects();

-- A turn of it. ----------------------------------------------------------------------------------

create function private.matching_context(lease private.leases, task public.agent_tasks)
returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  shown jsonb;
  -- Found first: joined, the planner may read every innovator there is.
  innovator uuid := (select i.id from public.innovators i
    where i.user_id = task.user_id and i.active
      and task.task_type = 'match_intro_opportunities');
begin
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('handle', 'x' || d.nth,
      'id', d.id, 'name', nullif(concat_ws(' ', d.first_name, d.last_name), ''),
      'company', d.company, 'title', d.title, 'linkedin_url', d.linkedin_url,
      -- Who is a member is looked up nowhere.
      'researched', d.upload_source = 'api' or private.research_of(d.p) is not null))
      order by d.nth), '[]')
    into shown
    from (select p, p.*, row_number() over (order by p.match_at, p.id) as nth
      from public.prospects p
      where p.innovator_id = innovator and p.match_at <= now()
        -- Said for the planner, who does not know that now is not for ever.
        and p.match_at < 'infinity' and p.status <> 'inactive'
      order by p.match_at, p.id limit private.setting('match_batch')::integer) d;
  update private.leases l set handles = coalesce((
      select jsonb_object_agg(s.value ->> 'handle',
        jsonb_build_object('type', 'prospect', 'id', s.value -> 'id'))
      from jsonb_array_elements(shown) s (value)), '{}')
    where l.token = lease.token;
  return jsonb_build_object('kind', 'matching', 'prospects', (
    select coalesce(jsonb_agg(s.value - 'id' order by s.nth), '[]')
    from jsonb_array_elements(shown) with ordinality s (value, nth)));
end
$$;
comment on function private.matching_context(private.leases, public.agent_tasks) is
  'The prospects that are due, under the handles of this turn: who they are, and no way to reach '
  'them.';

create function worker.claim_research(lease uuid, handle text) returns boolean
language plpgsql security invoker set search_path = '' as $$
declare
  held private.leases;
  prospect public.prospects;
begin
  select * into held from private.leases l where l.token = claim_research.lease;
  select * into prospect from public.prospects p
    where p.id = private.named_id(held.handles, handle, 'prospect');
  if prospect.id is null or prospect.upload_source = 'api' then
    return false;
  end if;
  -- One at a time of a name: one list has their profile, another their company.
  perform pg_advisory_xact_lock(hashtext('research'), hashtext(concat_ws(' ', prospect.tenant_id,
    private.full_name(prospect.first_name, prospect.last_name))));
  if private.research_of(prospect) is not null
    or (prospect.linkedin_url is null and (prospect.company_key is null
      or private.full_name(prospect.first_name, prospect.last_name) is null)) then
    return false;
  end if;
  insert into public.linkedin_research_prospects
      (tenant_id, name, company, title, linkedin_url, users_researching)
    select prospect.tenant_id,
      coalesce(nullif(concat_ws(' ', prospect.first_name, prospect.last_name), ''),
        prospect.linkedin_url),
      prospect.company, prospect.title, prospect.linkedin_url, array[i.user_id]
    from public.innovators i where i.id = prospect.innovator_id
    on conflict do nothing;
  return found;
end
$$;
comment on function worker.claim_research(uuid, text) is
  'Leave to look a prospect of this turn up: true once a person, whoever asks, and whatever comes '
  'of it.';

create function private.check_record_research(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['handle', 'title', 'connections']), case
    when private.named_id(handles, input ->> 'handle', 'prospect') is null
      then 'there is no such handle'
    when input ? 'title' and not private.is_line(input -> 'title', 255)
      then 'title is a line of 1 to 255 characters'
    when jsonb_typeof(input -> 'connections') is distinct from 'array'
      or jsonb_array_length(input -> 'connections') > 200
      then 'connections is a list of at most 200'
    when exists (select from jsonb_array_elements(input -> 'connections') c (value)
      where not private.is_line(c.value -> 'name', 200)
        or (c.value ? 'linkedin_url' and not private.is_line(c.value -> 'linkedin_url', 500)))
      then 'a connection has a name, and may have a linkedin_url' end);
end
$$;

create function private.apply_record_research(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.linkedin_research_prospects r set last_researched_at = now(),
    mutual_connections = input -> 'connections', title = coalesce(input ->> 'title', r.title)
  from public.prospects p
  where p.id = private.named_id(lease.handles, input ->> 'handle', 'prospect')
    and r.id = private.research_of(p) and r.last_researched_at is null;
end
$$;

create function private.check_offer_introduction(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['handle']), case
    when not exists (select from public.prospects p
      join public.innovators i on i.id = p.innovator_id and i.user_id = person.id
      where p.id = private.named_id(handles, input ->> 'handle', 'prospect'))
      then 'there is no such handle' end);
end
$$;

create function private.apply_offer_introduction(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  if private.offer_introduction(person.id,
      private.named_id(lease.handles, input ->> 'handle', 'prospect'), now()) = 'not_covered' then
    -- Of a long list most would be looked at in vain: they go on with the credits.
    return;
  end if;
  -- The rest in another turn, which nobody has caused but the number of prospects.
  perform private.queue_matching(array[i.id], now() + interval '1 minute')
    from public.innovators i
    where i.user_id = person.id and not exists (select from public.agent_tasks t
        where t.tenant_id = i.tenant_id and t.dedupe_key = i.id::text and t.status = 'pending'
          and t.task_type = 'match_intro_opportunities')
      and exists (select from public.prospects p where p.innovator_id = i.id
        and p.match_at <= now() and p.match_at < 'infinity' and p.status <> 'inactive'
        -- Those of this turn are looked at in it.
        and p.id <> all (array(select (h.value ->> 'id')::uuid
          from jsonb_each(lease.handles) h)));
end
$$;

create function private.credits_free(innovator public.innovators) returns integer
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (select u.credit_balance from public.users u where u.id = innovator.user_id)
    - coalesce((select sum(i.bounty_credits) from public.intro_opportunities i
      where i.tenant_id = innovator.tenant_id and i.innovator_id = innovator.id
        and i.status = 'open'), 0);
end
$$;
comment on function private.credits_free(public.innovators) is
  'What an innovator has left if all that is offered for them is accepted.';

create function private.offer_introduction(user_id uuid, prospect_id uuid, at timestamptz)
returns text
language plpgsql security invoker set search_path = '' as $$
declare
  prospect public.prospects;
  innovator public.innovators;
  bounty integer;
  best record;
  outcome text;
  is_found boolean;
begin
  select * into prospect from public.prospects p where p.id = offer_introduction.prospect_id
    for no key update;
  select * into innovator from public.innovators i where i.id = prospect.innovator_id
    and i.user_id = offer_introduction.user_id and i.active;
  if innovator.id is null or prospect.match_at > at then
    return 'not_due';
  end if;
  bounty := private.bounty_of(prospect.tenant_id, prospect.title);
  is_found := coalesce(prospect.upload_source = 'api', false);
  if private.is_found(prospect) then
    outcome := 'nobody';
  elsif private.credits_free(innovator) < bounty then
    outcome := 'not_covered';
  else
    select c.* into best from private.connectors_for(prospect) c
      where c.why_not is null
        and c.score >= private.setting('connector_score_least', prospect.tenant_id) limit 1;
    outcome := case when best.user_id is null then 'nobody' else 'offered' end;
  end if;
  if outcome = 'offered' then
    insert into public.intro_opportunities (tenant_id, connector_user_id, innovator_id,
        prospect_id, prospect_name, prospect_company, prospect_title, prospect_linkedin_url,
        innovator_name, bounty_credits, expires_at)
      select prospect.tenant_id, best.user_id, innovator.id, prospect.id,
        case when is_found then private.known_as(prospect) else coalesce(nullif(concat_ws(' ',
          prospect.first_name, prospect.last_name), ''), 'somebody') end,
        case when not is_found then prospect.company end,
        case when not is_found then prospect.title end, prospect.linkedin_url,
        innovator.company_name, bounty, at + make_interval(days =>
          private.setting('intro_offer_days', prospect.tenant_id)::integer);
  end if;
  update public.prospects p set waits_for_credits = outcome = 'not_covered',
    match_at = case when outcome = 'offered' then 'infinity'
      else at + make_interval(days => private.setting('rematch_days', p.tenant_id)::integer) end
    where p.id = prospect.id;
  return outcome;
end
$$;
comment on function private.offer_introduction(uuid, uuid, timestamptz) is
  'Offers the best connector to introduce a prospect, at the price of the table: offered, nobody, '
  'not_covered, or not_due. The innovator''s person locked, so that what is free stays free.';

create function private.resume_offers(innovator_id uuid) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  with waiting as (
    select p.id from public.prospects p
    where p.innovator_id = resume_offers.innovator_id and p.waits_for_credits
    order by p.match_at limit private.setting('offers_resumed_max')::integer
    for no key update skip locked
  )
  update public.prospects p set waits_for_credits = false, match_at = least(p.match_at, now())
    from waiting w where p.id = w.id;
  if found then
    perform private.queue_matching(array[resume_offers.innovator_id], now());
  end if;
end
$$;
comment on function private.resume_offers(uuid) is
  'An innovator has credits that were not free before: whoever waited for them is looked at again.';

create function private.resume_with_credits() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.resume_offers(i.id) from public.innovators i
    where i.user_id = new.id and i.active;
  return null;
end
$$;
comment on function private.resume_with_credits() is
  'Credits have come, bought, earned or back from where they were put aside.';
create trigger offers_go_on_with_credits after update of credit_balance on public.users
  for each row when (new.credit_balance > old.credit_balance)
  execute function private.resume_with_credits();

create function private.go_on_to_next() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  update public.prospects p set match_at = case
      when old.status = 'open' then now()
      when exists (select from private.intro_sides s
        where s.intro_id = new.id and s.refused_at is not null) then 'infinity'
      else now() + make_interval(
        days => private.setting('intro_rest_days', new.tenant_id)::integer) end
    where p.id = new.prospect_id;
  if old.status = 'open' then
    perform private.queue_matching(array[new.innovator_id], now());
    -- Its bounty was kept free for it, and is not any more.
    perform private.resume_offers(new.innovator_id);
  end if;
  return null;
end
$$;
comment on function private.go_on_to_next() is
  'Declined, or not answered: the next connector is asked. After one that had said yes the '
  'prospect is left in peace for a while; for good when one of the two would not meet.';
create trigger the_next_is_asked after update of status on public.intro_opportunities
  for each row when (old.status <> new.status and new.prospect_id is not null
    and new.status in ('declined', 'expired', 'cancelled'))
  execute function private.go_on_to_next();

-- Whoever was found for a member. ----------------------------------------------------------------

create function private.is_member(prospect public.prospects, person public.users)
returns boolean
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return coalesce(prospect.converted_to_user_id = person.id, false)
    or coalesce(prospect.email = lower(person.email), false)
    or coalesce(prospect.phone_number = person.phone_number, false)
    or case
      -- Two of one name are two when each has a profile of their own.
      when num_nonnulls(private.profile_key(prospect.linkedin_url),
          private.profile_key(person.linkedin_url)) = 2
        then private.profile_key(prospect.linkedin_url) = private.profile_key(person.linkedin_url)
      else coalesce(private.full_name(prospect.first_name, prospect.last_name)
          = private.full_name(person.first_name, person.last_name)
        and prospect.company_key = private.company_key(person.company), false) end;
end
$$;
comment on function private.is_member(public.prospects, public.users) is
  'Whether a prospect may be this member, by what is known of both: most lists have but a name, a '
  'company and a profile.';

create function private.is_found(prospect public.prospects) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return prospect.upload_source is distinct from 'api' and exists (
    select from public.prospects p
    join public.users u on u.tenant_id = p.tenant_id and u.id = p.converted_to_user_id
    where p.innovator_id = prospect.innovator_id and p.upload_source = 'api'
      and private.is_member(prospect, u));
end
$$;
comment on function private.is_found(public.prospects) is
  'Whether whom an innovator lists was found for them as well, which they are not told: one row '
  'of the two is offered, and that is the other.';

create function private.check_adopt_match(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case when input <> '{}' then 'it takes no fields' end;
end
$$;

create function private.apply_adopt_match(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  innovator public.innovators;
  found_for jsonb := jsonb_build_object('workflow_id', task.context_json -> 'workflow_id');
  looks_for text[];
begin
  select array[private.without_person(coalesce(w.category, w.request_description), person)]
    into looks_for
    from public.solution_workflows w where w.tenant_id = task.tenant_id
      and w.id = (task.context_json ->> 'workflow_id')::uuid;
  select * into innovator from public.innovators i
    where i.id = (task.context_json ->> 'innovator_id')::uuid and i.tenant_id = task.tenant_id
      and i.active and i.user_id <> person.id for no key update;
  if innovator.id is null or not person.verified then
    return;
  end if;
  if exists (select from public.intro_opportunities o
      join public.prospects p on p.tenant_id = o.tenant_id and p.id = o.prospect_id
      where o.innovator_id = innovator.id and o.status in ('open', 'accepted', 'scheduled')
        and private.is_member(p, person)) then
    return;
  end if;
  -- Whom the innovator has listed is a row that stays as it is, to its updated_at: it is theirs to
  -- read, and whether they are a member, and look for this, is not. private.is_found sees to it
  -- that nobody is asked about them twice.
  update public.prospects p set metadata = coalesce(p.metadata, '{}') || found_for,
    target_solution_categories = looks_for,
    match_at = case when p.match_at < 'infinity' then now() else p.match_at end
    where p.innovator_id = innovator.id and p.upload_source = 'api'
      and p.converted_to_user_id = person.id;
  if not found then
    insert into public.prospects (tenant_id, innovator_id, first_name, last_name, company, title,
        upload_source, status, converted_to_user_id, converted_at, metadata,
        target_solution_categories)
      values (person.tenant_id, innovator.id, person.first_name,
        coalesce(person.last_name, 'A member'), person.company, person.title, 'api', 'converted',
        person.id, now(), found_for, looks_for)
      on conflict do nothing;
  end if;
  perform private.queue_matching(array[innovator.id], now());
end
$$;
comment on function private.apply_adopt_match(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'A member for whom an innovator was found is a prospect of theirs, whom the innovator does not '
  'see; who answered when it was looked into may introduce them.';
