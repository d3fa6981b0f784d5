-- Lists of prospects that innovators bring: who may, what was stored of them, and taking them back.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('upload_rows_max', 100000, true, 1, 1000000, 'rows of one list of prospects'),
  ('upload_link_hours', 24, true, 1, 720, 'a link to bring a list by is good for so long'),
  ('uploads_a_day_max', 20, true, 1, 1000,
   'lists that one innovator may bring in any 24 hours');
insert into private.settings (name, value, description) values
  ('upload_minutes_max', 10, 'a list that is not whole so long after it was begun is broken off');
insert into private.placeholders (name, description) values
  ('upload_url', 'where a solution provider brings a list of prospects, once');

create table private.upload_links (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  innovator_id uuid not null,
  token_hash text not null unique
    constraint token_hash_is_sha256 check (token_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  foreign key (tenant_id, innovator_id) references public.innovators (tenant_id, id)
    on delete cascade,
  constraint expires_after_it_was_made check (expires_at > created_at)
);
comment on table private.upload_links is
  'Links by which an innovator brings one list without signing in. The token itself is in their '
  'text alone.';
create index upload_links_by_innovator on private.upload_links (tenant_id, innovator_id);
create index upload_links_by_time on private.upload_links (expires_at);

create table private.prospect_uploads (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  innovator_id uuid not null,
  link_id uuid references private.upload_links (id) on delete set null,
  status text not null default 'open'
    constraint status_is_known check (status in ('open', 'done', 'broken', 'undone')),
  rows_count integer not null default 0
    constraint rows_count_is_not_negative check (rows_count >= 0),
  added_count integer not null default 0
    constraint added_count_is_not_negative check (added_count >= 0),
  merged_count integer not null default 0
    constraint merged_count_is_not_negative check (merged_count >= 0),
  refused_count integer not null default 0
    constraint refused_count_is_not_negative check (refused_count >= 0),
  last_batch integer not null default 0,
  last_answer jsonb,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  unique (tenant_id, id),
  foreign key (tenant_id, innovator_id) references public.innovators (tenant_id, id)
    on delete cascade,
  constraint ended_at_matches_status check ((ended_at is null) = (status = 'open'))
) with (fillfactor = 70);
comment on table private.prospect_uploads is 'A list of prospects, and what became of its rows.';
comment on column private.prospect_uploads.last_answer is
  'What was said of the last batch: who asks again because the answer was lost hears the same.';
create index uploads_by_innovator
  on private.prospect_uploads (tenant_id, innovator_id, started_at desc);
create index uploads_open on private.prospect_uploads (started_at) where status = 'open';
create index uploads_by_link on private.prospect_uploads (link_id) where link_id is not null;

create table private.prospect_merges (
  upload_id uuid not null references private.prospect_uploads (id) on delete cascade,
  prospect_id uuid not null references public.prospects (id) on delete cascade,
  filled text[] not null,
  primary key (upload_id, prospect_id)
);
comment on table private.prospect_merges is
  'Rows of a list that were prospects already, and which of their empty fields it filled: what is '
  'undone with it.';
create index merges_by_prospect on private.prospect_merges (prospect_id);

-- Who may. ---------------------------------------------------------------------------------------

create function private.placeholder_upload_url(person public.users) returns text
language plpgsql volatile security invoker set search_path = '' as $$
declare
  token text := encode(extensions.gen_random_bytes(24), 'hex');
  made uuid;
  page constant text := private.vault_secret('upload_page_url');
begin
  insert into private.upload_links (tenant_id, innovator_id, token_hash, expires_at)
    select i.tenant_id, i.id, encode(extensions.digest(token, 'sha256'), 'hex'),
      now() + make_interval(hours => private.setting('upload_link_hours', i.tenant_id)::integer)
    from public.innovators i where i.user_id = person.id and i.active
    returning id into made;
  -- The page's token is its fragment, which no server is told and no preview asks for.
  return case
    when made is null then null
    when page ~ '^https?://' then page || '#' || token
    else rtrim(private.vault_secret('functions_url'), '/') || '/prospects-upload?token=' || token
  end;
end
$$;
comment on function private.placeholder_upload_url(public.users) is
  'A new link each time it is written, since only its hash is kept: to the page where a list is '
  'brought, or to the function itself where there is none. Null of who offers nothing.';

create function private.uploader(token_hash text, auth_id uuid, tenant text, at timestamptz)
returns public.innovators
language plpgsql stable security invoker set search_path = '' as $$
declare
  candidates uuid[];
  found_ones public.innovators[];
begin
  -- One query of each, which has an index of its own: of either-or the planner has none.
  if uploader.token_hash is not null then
    candidates := array(select l.innovator_id from private.upload_links l
      where l.token_hash = uploader.token_hash and l.used_at is null and l.expires_at > at);
  else
    candidates := array(select i.id from public.users u
      join public.innovators i on i.tenant_id = u.tenant_id and i.user_id = u.id
      where u.auth_id = uploader.auth_id);
  end if;
  found_ones := array(
    select i from public.innovators i
    join public.users u on u.id = i.user_id and u.is_active and u.blocked_at is null
    join public.tenants t on t.id = i.tenant_id and t.product = 'network' and t.paused_at is null
    where i.id = any (candidates) and i.active
      and (uploader.token_hash is not null or coalesce(t.slug = uploader.tenant, true))
    limit 2);
  -- Of who is an innovator of two tenants nobody guesses which one is meant.
  return case when cardinality(found_ones) = 1 then found_ones[1] end;
end
$$;
comment on function private.uploader(text, uuid, text, timestamptz) is
  'Whose list it is: the innovator of an unused link, or of a sign-in (and tenant, by its slug).';

create function worker.begin_upload(
  token_hash text, auth_id uuid, tenant text, at timestamptz default now()
) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  innovator public.innovators := private.uploader(
    begin_upload.token_hash, begin_upload.auth_id, begin_upload.tenant, begin_upload.at);
  link uuid;
  opened uuid;
begin
  if innovator.id is null then
    return jsonb_build_object('refused', 'nobody');
  end if;
  perform 1 from public.innovators i where i.id = innovator.id for no key update;
  if private.setting('uploads_a_day_max', innovator.tenant_id) <= (
    select count(*) from private.prospect_uploads u where u.tenant_id = innovator.tenant_id
      and u.innovator_id = innovator.id and u.started_at > begin_upload.at - interval '1 day') then
    return jsonb_build_object('refused', 'too_many');
  elsif begin_upload.token_hash is not null then
    update private.upload_links l set used_at = begin_upload.at
      where l.token_hash = begin_upload.token_hash and l.used_at is null returning l.id into link;
    if link is null then
      return jsonb_build_object('refused', 'nobody');
    end if;
  end if;
  insert into private.prospect_uploads (tenant_id, innovator_id, link_id)
    values (innovator.tenant_id, innovator.id, link) returning id into opened;
  return jsonb_build_object('upload_id', opened,
    'rows_max', private.setting('upload_rows_max', innovator.tenant_id)::integer,
    'country', (select t.countries[1] from public.tenants t where t.id = innovator.tenant_id));
end
$$;
comment on function worker.begin_upload(text, uuid, text, timestamptz) is
  'Opens a list for whoever holds this token (its SHA-256) or sign-in; a link is then used. '
  '{upload_id, rows_max, country: of numbers written without one} or {refused nobody|too_many}.';

-- Storing. ---------------------------------------------------------------------------------------

create function private.find_prospects(innovator_id uuid, rows jsonb)
returns table (r jsonb, ids uuid[])
language plpgsql stable security invoker set search_path = ''
-- Planned anew for each batch: a plan that is kept is one from when the table was empty, when every
-- index, and none, cost the same.
set plan_cache_mode = 'force_custom_plan' set enable_seqscan = off as $$
begin
  return query
  select g.value, array[
    (select p.id from public.prospects p
      where p.innovator_id = find_prospects.innovator_id and p.email = g.value ->> 'email'),
    (select p.id from public.prospects p
      where p.innovator_id = find_prospects.innovator_id
        and p.phone_number = g.value ->> 'phone_number'),
    (select p.id from public.prospects p
      where p.innovator_id = find_prospects.innovator_id
        and p.linkedin_url = g.value ->> 'linkedin_url'),
    case when not g.value ?| array['email', 'phone_number', 'linkedin_url'] then (
      select p.id from public.prospects p
      where p.innovator_id = find_prospects.innovator_id
        and private.full_name(p.first_name, p.last_name)
          = private.full_name(g.value ->> 'first_name', g.value ->> 'last_name')
        and p.company_key = private.company_key(g.value ->> 'company')
        and p.upload_source is distinct from 'api'
      order by p.created_at, p.id limit 1) end]
  from jsonb_array_elements(find_prospects.rows) g (value);
end
$$;
comment on function private.find_prospects(uuid, jsonb) is
  'Which prospects of an innovator each row speaks of, by its email, number and profile; by name '
  'and company when it has none of them.';

create function private.fill_prospects(upload uuid, given jsonb) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  merged integer;
begin
  with rows as materialized (
    select (g.value ->> 'id')::uuid as id, g.nth, g.value -> 'row' as r
    from jsonb_array_elements(given) with ordinality g (value, nth)
  ),
  people as materialized (
    -- Two rows may speak of one: of each field the first that has it.
    select o.id, coalesce(jsonb_object_agg(k.key, k.value order by o.nth desc)
      filter (where to_jsonb(p) ->> k.key is null and k.key is not null), '{}') as news
    from rows o join public.prospects p on p.id = o.id
    left join lateral jsonb_each_text(o.r) k on true
    group by o.id
  ),
  noted as (
    insert into private.prospect_merges as m (upload_id, prospect_id, filled)
      select fill_prospects.upload, e.id, array(select jsonb_object_keys(e.news)) from people e
      on conflict (upload_id, prospect_id) do update set filled = m.filled || excluded.filled
  ),
  filled as (
    update public.prospects p set
      email = coalesce(p.email, e.news ->> 'email'),
      phone_number = coalesce(p.phone_number, e.news ->> 'phone_number'),
      linkedin_url = coalesce(p.linkedin_url, e.news ->> 'linkedin_url'),
      first_name = coalesce(p.first_name, e.news ->> 'first_name'),
      last_name = coalesce(p.last_name, e.news ->> 'last_name'),
      company = coalesce(p.company, e.news ->> 'company'),
      title = coalesce(p.title, e.news ->> 'title'),
      prospect_notes = coalesce(p.prospect_notes, e.news ->> 'prospect_notes'),
      -- Whose list was taken back, and is brought again: who was asked about them stays known.
      upload_batch_id = case p.status when 'inactive' then fill_prospects.upload
        else p.upload_batch_id end,
      status = case p.status when 'inactive' then 'pending' else p.status end
    from people e where p.id = e.id and (e.news <> '{}' or p.status = 'inactive')
  )
  select count(*) into merged from rows;
  return merged;
end
$$;
comment on function private.fill_prospects(uuid, jsonb) is
  'Rows that are prospects already fill what these do not have yet, and change nothing that they '
  'have; who was taken back is looked for again. given: [{id, row}], each row without what another '
  'prospect is known by.';

create function private.store_prospects(upload private.prospect_uploads, rows jsonb)
returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  known jsonb;
  fresh jsonb;
  added integer;
begin
  select
    coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'row', l.r
      - case when l.ids[2] <> l.id then 'phone_number' else '' end
      - case when l.ids[3] <> l.id then 'linkedin_url' else '' end))
      filter (where l.id is not null), '[]'),
    coalesce(jsonb_agg(l.r) filter (where l.id is null), '[]')
    into known, fresh
    from (select f.*, coalesce(f.ids[1], f.ids[2], f.ids[3], f.ids[4]) as id
      from private.find_prospects(upload.innovator_id, store_prospects.rows) f) l;
  insert into public.prospects (tenant_id, innovator_id, upload_source, upload_batch_id, email,
      phone_number, linkedin_url, first_name, last_name, company, title, prospect_notes)
    select upload.tenant_id, upload.innovator_id, 'csv', upload.id, r.*
    from jsonb_to_recordset(fresh) r (email text, phone_number text, linkedin_url text,
      first_name text, last_name text, company text, title text, prospect_notes text);
  get diagnostics added = row_count;
  return jsonb_build_object('added', added, 'merged',
    case when known = '[]' then 0 else private.fill_prospects(upload.id, known) end);
end
$$;
comment on function private.store_prospects(private.prospect_uploads, jsonb) is
  'One batch: new prospects in, the others filled. Innovator locked, so that nobody else brings '
  'the same person meanwhile.';

create function worker.add_prospects(upload_id uuid, batch integer, rows jsonb) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  upload private.prospect_uploads;
  answer jsonb;
begin
  perform 1 from public.innovators i join private.prospect_uploads u
      on u.innovator_id = i.id and u.tenant_id = i.tenant_id
    where u.id = add_prospects.upload_id for no key update of i;
  select * into upload from private.prospect_uploads u
    where u.id = add_prospects.upload_id for no key update;
  if upload.last_batch = batch then
    return upload.last_answer;
  elsif coalesce(upload.status, '') <> 'open' or batch <> upload.last_batch + 1
    or jsonb_array_length(rows) > 1000 or upload.rows_count + jsonb_array_length(rows)
      > private.setting('upload_rows_max', upload.tenant_id) then
    raise exception 'no such batch is expected' using errcode = 'invalid_parameter_value';
  end if;
  answer := private.store_prospects(upload, rows);
  update private.prospect_uploads u set last_batch = batch, last_answer = answer,
    rows_count = u.rows_count + jsonb_array_length(rows),
    added_count = u.added_count + (answer ->> 'added')::integer,
    merged_count = u.merged_count + (answer ->> 'merged')::integer
    where u.id = upload.id;
  return answer;
end
$$;
comment on function worker.add_prospects(uuid, integer, jsonb) is
  'Stores batch 1, 2, … of a list, at most 1,000 rows each, read and normalised by '
  'prospects-upload; no two rows of a batch share an email, a number or a profile. '
  '{added, merged}; the same batch again changes nothing and is answered the same.';

create function worker.end_upload(upload_id uuid, refused integer, whole boolean) returns boolean
language plpgsql security invoker set search_path = '' as $$
declare
  upload private.prospect_uploads;
begin
  update private.prospect_uploads u set status = case when whole then 'done' else 'broken' end,
      ended_at = now(), refused_count = end_upload.refused
    where u.id = end_upload.upload_id and u.status = 'open' returning * into upload;
  if not found then
    return false;
  end if;
  insert into public.events
      (tenant_id, event_type, aggregate_id, aggregate_type, payload, created_by)
    select upload.tenant_id, 'prospect.uploaded', i.id, 'innovator',
      jsonb_build_object('upload_id', upload.id, 'innovator_id', i.id, 'user_id', i.user_id),
      'prospects-upload'
    from public.innovators i where i.id = upload.innovator_id and upload.rows_count > 0;
  return true;
end
$$;
comment on function worker.end_upload(uuid, integer, boolean) is
  'A list is over: read to its end (whole), or broken off. Connectors are looked for now. False: '
  'it was over before.';

insert into private.event_types (event_type, emitted_by, payload, description) values
  ('prospect.uploaded', '{worker.end_upload}',
   '{"upload_id": "uuid", "innovator_id": "uuid", "user_id": "uuid"}',
   'an innovator has brought a list of prospects'),
  ('prospect.converted', '{private.convert_prospects}',
   '{"prospect_id": "uuid", "innovator_id": "uuid", "user_id": "uuid"}',
   'somebody whom an innovator would like to meet is a member now');

-- Taking back. -----------------------------------------------------------------------------------

create function private.undo_merges(upload uuid) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  restored integer;
begin
  update public.prospects p set
    email = case when 'email' <> all (m.filled) then p.email end,
    phone_number = case when 'phone_number' <> all (m.filled) then p.phone_number end,
    linkedin_url = case when 'linkedin_url' <> all (m.filled) then p.linkedin_url end,
    first_name = case when 'first_name' <> all (m.filled) then p.first_name end,
    last_name = case when 'last_name' <> all (m.filled) then p.last_name end,
    company = case when 'company' <> all (m.filled) then p.company end,
    title = case when 'title' <> all (m.filled) then p.title end,
    prospect_notes = case when 'prospect_notes' <> all (m.filled) then p.prospect_notes end
  from private.prospect_merges m
  where m.upload_id = undo_merges.upload and p.id = m.prospect_id and m.filled <> '{}';
  get diagnostics restored = row_count;
  delete from private.prospect_merges m where m.upload_id = undo_merges.upload;
  return restored;
end
$$;
comment on function private.undo_merges(uuid) is 'Empties what a list had filled.';

create function worker.undo_upload(batch uuid) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  upload private.prospect_uploads;
  removed integer;
  retired integer;
  kept integer;
  restored integer;
begin
  -- Their person and what is offered before the prospects, as whoever ends an introduction does.
  perform 1 from private.prospect_uploads l
    join public.innovators i on i.tenant_id = l.tenant_id and i.id = l.innovator_id
    join public.users u on u.id = i.user_id
    where l.id = undo_upload.batch for no key update of u;
  perform 1 from private.prospect_uploads l
    join public.innovators i on i.tenant_id = l.tenant_id and i.id = l.innovator_id
    where l.id = undo_upload.batch for no key update of i;
  perform 1 from public.prospects p
    join public.intro_opportunities i on i.tenant_id = p.tenant_id and i.prospect_id = p.id
    where p.upload_batch_id = undo_upload.batch and i.status = 'open'
    order by i.id for no key update of i;
  update private.prospect_uploads u set status = 'undone', ended_at = coalesce(u.ended_at, now())
    where u.id = undo_upload.batch and u.status <> 'undone' returning * into upload;
  if not found then
    return null;
  end if;
  restored := private.undo_merges(upload.id);
  -- What a later list has brought, too, is that one's now.
  update public.prospects p set upload_batch_id = m.upload_id
    from (select distinct on (m.prospect_id) m.prospect_id, m.upload_id
      from private.prospect_merges m join private.prospect_uploads u on u.id = m.upload_id
      order by m.prospect_id, u.started_at, u.id) m
    where p.upload_batch_id = upload.id and p.id = m.prospect_id;
  update public.intro_opportunities i set status = 'cancelled'
    from public.prospects p where p.upload_batch_id = upload.id
      and i.tenant_id = p.tenant_id and i.prospect_id = p.id and i.status = 'open';
  delete from public.prospects p where p.upload_batch_id = upload.id and p.status = 'pending'
    and not exists (select from public.intro_opportunities i
      where i.tenant_id = p.tenant_id and i.prospect_id = p.id
        -- Nobody has heard of an offer that was called off untold.
        and (i.status <> 'cancelled' or num_nonnulls(i.told_in, i.connector_response) > 0));
  get diagnostics removed = row_count;
  update public.prospects p set status = 'inactive'
    where p.upload_batch_id = upload.id and p.status = 'pending'
      and not exists (select from public.intro_opportunities i
        where i.tenant_id = p.tenant_id and i.prospect_id = p.id
          and i.status in ('accepted', 'scheduled', 'completed'));
  get diagnostics retired = row_count;
  select count(*) into kept from public.prospects p
    where p.upload_batch_id = upload.id and p.status <> 'inactive';
  return jsonb_build_object('removed', removed + retired, 'restored', restored, 'kept', kept);
end
$$;
comment on function worker.undo_upload(uuid) is
  'Takes a list back: its prospects go, what it filled is empty again. Kept: whom somebody has '
  'said they will introduce, or has, and who is a member. Whom somebody was asked about stays as '
  'an inactive row, so that the same list brought again asks nobody again. Null: no such list, or '
  'it is undone.';

insert into private.actions (action, agents, to_others, description) values
  ('undo_upload', '{concierge}', 'this agent takes no list back',
   'take their newest list of prospects back');

create function private.newest_upload(person public.users) returns uuid
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select u.id from private.prospect_uploads u
    join public.innovators i on i.tenant_id = u.tenant_id and i.id = u.innovator_id
    where i.user_id = person.id and u.status in ('done', 'broken')
    order by u.started_at desc, u.id limit 1);
end
$$;
comment on function private.newest_upload(public.users) is
  'The newest list that somebody has brought, and not taken back.';

create function private.check_undo_upload(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case
    when input <> '{}' then 'it takes no fields'
    when private.newest_upload(person) is null then 'there is no list to take back' end;
end
$$;

create function private.apply_undo_upload(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform worker.undo_upload(private.newest_upload(person));
end
$$;

create function private.retire_uploads(at timestamptz default now()) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  retired integer;
begin
  -- Whoever read it has died: what came of it is kept, and connectors are looked for.
  select count(*) into retired from (
    select worker.end_upload(o.id, 0, false)
    from (select u.id from private.prospect_uploads u
      where u.status = 'open' and u.started_at < at
        - make_interval(mins => private.setting('upload_minutes_max')::integer)
      order by u.started_at limit private.setting('retire_batch')::integer
      for no key update skip locked) o) ended;
  with old as (
    select l.id from private.upload_links l where l.expires_at < at - interval '30 days'
    order by l.expires_at limit private.setting('retire_batch')::integer for update skip locked
  ),
  gone as (delete from private.upload_links l using old o where l.id = o.id returning 1)
  select retired + count(*) into retired from gone;
  return retired;
end
$$;
comment on function private.retire_uploads(timestamptz) is
  'Ends lists that were broken off, and forgets links that are long spent: one batch of each a '
  'call.';
