-- Which rows are about a person, which of them they are given, and handing them out.

create table private.personal_data (
  relation text primary key
    constraint relation_is_a_table_of_ours check (relation ~ '^(public|private)\.[a-z_]+$'),
  whose text,
  hidden text[] not null default '{}',
  reason text,
  constraint handed_out_or_not_for_a_reason check ((whose is null) = (reason is not null))
);
comment on table private.personal_data is
  'Every table that has rows about people. whose: which rows r are those of the person $1, to be '
  'handed out without the columns of hidden; reason: why they are not. A test finds whatever is '
  'missing here, another whatever a deletion leaves.';
insert into private.personal_data (relation, whose, hidden) values
  ('public.users', 'r.id = $1', '{auth_id}'),
  ('public.consent_events', 'r.user_id = $1', default),
  ('public.conversations', 'r.user_id = $1', default),
  ('public.messages', 'r.user_id = $1', default),
  ('public.message_media',
   'r.message_id in (select m.id from public.messages m where m.user_id = $1)', '{source_url}'),
  ('public.agent_tasks', 'r.user_id = $1', '{lease_token,errors,error_log}'),
  -- What a model was told besides their words is ours, or others'.
  ('public.agent_actions_log', 'r.user_id = $1', '{lease_token,input_data,output_data}'),
  ('public.usage_metrics', 'r.user_id = $1', default),
  ('public.message_queue', 'r.user_id = $1', default),
  ('public.user_message_budget', 'r.user_id = $1', default),
  ('public.credit_events', 'r.user_id = $1', default),
  ('public.credit_purchases', 'r.user_id = $1', '{checkout_url}'),
  ('public.community_requests', 'r.requesting_user_id = $1',
   '{target_user_ids,declined_user_ids}'),
  ('public.community_responses', 'r.user_id = $1', default),
  ('public.user_priorities', 'r.user_id = $1', default),
  ('public.innovators', 'r.user_id = $1', default),
  ('public.prospects',
   'r.innovator_id in (select i.id from public.innovators i where i.user_id = $1)',
   '{converted_to_user_id,metadata,match_at,waits_for_credits,company_key,updated_at}'),
  ('public.intro_opportunities', 'r.connector_user_id = $1',
   '{prospect_linkedin_url,settled_by,settled_reason}'),
  ('private.intro_sides', 'r.user_id = $1', default),
  ('public.solution_workflows', 'r.user_id = $1', default),
  ('public.feedback', 'r.user_id = $1', default),
  ('public.analysis_results', 'r.user_id = $1', default),
  ('public.crisis_events', 'r.user_id = $1', '{acknowledged_by,resolved_by}'),
  ('public.data_requests', 'r.user_id = $1', default),
  ('private.employments', 'r.user_id = $1', default),
  ('private.email_verifications', 'r.user_id = $1', '{tag}'),
  ('private.inbound_emails', 'r.user_id = $1', '{key}'),
  ('private.expert_asks', 'r.user_id = $1', '{score,parts}'),
  ('private.prospect_uploads',
   'r.innovator_id in (select i.id from public.innovators i where i.user_id = $1)',
   '{last_answer}');
insert into private.personal_data (relation, reason) values
  ('public.message_parts', 'the pieces of a text, which is handed out whole'),
  ('public.message_status_events', 'what the carrier said of such a piece'),
  ('public.agent_instances', 'how a model is set up for somebody; the settings are the tenant''s'),
  ('public.linkedin_research_prospects',
   'about somebody outside; that a member had them looked up is in their prospects'),
  ('private.variant_assignments', 'which words of ours answer somebody; nothing of theirs'),
  ('private.analysis_batches', 'which texts are looked at next; they are handed out'),
  ('private.expert_words', 'made of their expertise and title, which are handed out'),
  ('private.rankings', 'when their priorities were last ranked; those are handed out'),
  ('private.budget_reservations', 'what a call may cost, for a week; the calls are handed out'),
  ('private.upload_links', 'the hash of a link; the lists are handed out'),
  ('private.prospect_merges', 'which rows of a list were known; the prospects are handed out'),
  ('private.priority_scores', 'how the rank of a priority was reckoned; those are handed out'),
  ('private.stripe_events', 'what Stripe told of a purchase, which is handed out');

create function private.make_export_link(user_id uuid, language text) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  token text := encode(extensions.gen_random_bytes(24), 'hex');
  page constant text := private.vault_secret('data_page_url');
  person public.users;
  request public.data_requests;
begin
  select * into person from public.users u where u.id = make_export_link.user_id for no key update;
  if private.setting('exports_a_day_max', person.tenant_id) <= (
    select count(*) from public.data_requests r where r.tenant_id = person.tenant_id
      and r.user_id = person.id and r.kind = 'export' and r.asked_at > now() - interval '1 day')
  then
    return null;
  end if;
  -- The newest is the one that counts.
  delete from private.export_links l using public.data_requests r
    where r.id = l.request_id and r.user_id = person.id and l.used_at is null;
  insert into public.data_requests (tenant_id, user_id, kind, channel, language, status)
    values (person.tenant_id, person.id, 'export', 'sms', make_export_link.language, 'asked')
    returning * into request;
  insert into private.export_links (request_id, token_hash, expires_at) values
    (request.id, encode(extensions.digest(token, 'sha256'), 'hex'), now() + interval '1 day');
  -- The page's token is its fragment, which no server is told and no preview asks for.
  return case when page ~ '^https?://' then page || '#' || token
    else rtrim(coalesce(private.vault_secret('functions_url'), ''), '/') || '/data-export?token='
      || token end;
end
$$;
comment on function private.make_export_link(uuid, text) is
  'A new link to somebody''s own data, to the page where it is had (the Vault''s data_page_url), or'
  ' to the function itself where there is none; null when they have had too many today.';

create function worker.begin_export(
  token_hash text, auth_id uuid, tenant text, at timestamptz default now()
) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  people public.users[];
  request uuid;
begin
  if begin_export.token_hash is not null then
    update private.export_links l set used_at = begin_export.at
      from public.data_requests r
      where l.token_hash = begin_export.token_hash and l.used_at is null
        and l.expires_at > begin_export.at and r.id = l.request_id
      returning r.id into request;
  else
    people := array(select u from public.users u join public.tenants t on t.id = u.tenant_id
      -- Who was made inactive may read nothing here, but what is kept of them stays theirs.
      where u.auth_id = begin_export.auth_id and u.moved_to is null
        and coalesce(t.slug = begin_export.tenant, true) limit 2);
    -- Of who is somebody in two tenants nobody guesses who is meant.
    if cardinality(people) = 1 then
      perform 1 from public.users u where u.id = people[1].id for no key update;
      if private.setting('exports_a_day_max', people[1].tenant_id) <= (
        select count(*) from public.data_requests r where r.tenant_id = people[1].tenant_id
          and r.user_id = people[1].id and r.kind = 'export'
          and r.asked_at > begin_export.at - interval '1 day') then
        return '{"refused": "too_many"}';
      end if;
      insert into public.data_requests (tenant_id, user_id, kind, channel, status)
        values (people[1].tenant_id, people[1].id, 'export', 'web', 'asked')
        returning id into request;
    end if;
  end if;
  return case when request is null then '{"refused": "nobody"}' else jsonb_build_object(
    'request_id', request, 'relations', (select jsonb_agg(p.relation order by p.relation)
      from private.personal_data p where p.whose is not null)) end;
end
$$;
comment on function worker.begin_export(text, uuid, text, timestamptz) is
  'Opens the data of whoever holds this token (its SHA-256), which is then used, or this sign-in: '
  '{request_id, relations: [what export_rows takes]} or {refused nobody|too_many}.';

create function worker.export_rows(
  request_id uuid, relation text, skip integer, at timestamptz default now()
) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  source private.personal_data;
  person uuid;
  found_rows jsonb;
begin
  select r.user_id into person from public.data_requests r
    where r.id = export_rows.request_id and r.kind = 'export' and r.status = 'asked'
      -- Whoever has begun reads on; a request that was left open is nobody's key.
      and (r.channel = 'sms' and exists (select from private.export_links l
          where l.request_id = r.id and l.used_at > export_rows.at - interval '10 minutes')
        or r.channel = 'web' and r.asked_at > export_rows.at - interval '10 minutes');
  select * into source from private.personal_data p
    where p.relation = export_rows.relation and p.whose is not null;
  if person is null or source.relation is null then
    return null;
  end if;
  execute format('select coalesce(jsonb_agg(o.record), ''[]'') from (
      select to_jsonb(r) - $2 as record from unnest($1) theirs (id), %s r where %s
      order by to_jsonb(r) ->> ''created_at'', to_jsonb(r) ->> ''id'' limit 1000 offset $3) o',
    source.relation, replace(source.whose, '$1', 'theirs.id'))
    -- What they wrote at the door of another number, before it became theirs, is theirs, too.
    into found_rows using private.rows_of(array[person]), source.hidden, export_rows.skip;
  return found_rows;
end
$$;
comment on function worker.export_rows(uuid, text, integer, timestamptz) is
  'At most a thousand rows of one table about the person of an export that was begun; null when '
  'there is no such export, or it is over.';

create function worker.end_export(request_id uuid, rows_count integer) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  update public.data_requests r set status = 'done', done_at = now(),
      rows_count = end_export.rows_count
    where r.id = end_export.request_id and r.kind = 'export' and r.status = 'asked';
  return found;
end
$$;
comment on function worker.end_export(uuid, integer) is
  'It was handed out: so many rows.';
