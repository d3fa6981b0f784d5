-- Deleting a person: what goes, what is taken out of others' rows, and the proof that is kept.

insert into private.task_types
  (task_type, function_name, agent_type, lane_kind, priority, while_put_back, max_retries,
   retry_base_seconds, retry_cap_seconds, snooze_hours_max, description)
values
  ('erase_person', 'housekeeping', 'system', 'upkeep', 'high', 'skip', 10, 30, 3600, 20,
   'delete all that is known of somebody who has asked for it');

-- What is kept. ----------------------------------------------------------------------------------

-- A number has ten digits: unkeyed, its hash would be found by trying them all.
select vault.create_secret(encode(extensions.gen_random_bytes(32), 'hex'), 'consent_pepper',
  'Keys the hashes of private.consent_proofs; without it no opt-out of a deleted person is known.');

create table private.consent_proofs (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  number_hash text not null
    constraint number_hash_is_sha256 check (number_hash ~ '^[0-9a-f]{64}$'),
  kind text not null
    constraint kind_is_known check (kind in ('first_contact', 'opt_out', 'opt_in')),
  source text not null,
  said_at timestamptz not null,
  kept_at timestamptz not null default now()
);
comment on table private.consent_proofs is
  'What a deleted person once said about texts, under a keyed hash of their number: an opt-out is '
  'the number''s, and must hold when it comes again.';
create index consent_proofs_by_number
  on private.consent_proofs (tenant_id, number_hash, said_at desc);
create index consent_proofs_by_time on private.consent_proofs (kept_at) where kind <> 'opt_out';

create function private.number_hash(phone_number text) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return encode(extensions.hmac(number_hash.phone_number,
    private.vault_secret('consent_pepper'), 'sha256'), 'hex');
end
$$;
comment on function private.number_hash(text) is
  'A number as it is compared when it may not be known any more.';

create function private.honour_kept_opt_out() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  newest private.consent_proofs;
begin
  if exists (select from private.consent_proofs p where p.tenant_id = new.tenant_id) then
    select * into newest from private.consent_proofs p
      where p.tenant_id = new.tenant_id
        and p.number_hash = private.number_hash(new.phone_number)
        and p.kind <> 'first_contact'
      order by p.said_at desc limit 1;
  end if;
  if newest.kind = 'opt_out' then
    -- With its source: what the carrier never heard of, it does not block (private.carrier_blocks).
    insert into public.consent_events (tenant_id, user_id, kind, source)
      values (new.tenant_id, new.id, 'opt_out', newest.source);
  end if;
  return null;
end
$$;
comment on function private.honour_kept_opt_out() is
  'Whoever comes with a number that had opted out before its person was deleted has opted out.';
create trigger kept_opt_outs_are_honoured after insert on public.users
  for each row when (new.phone_number is not null)
  execute function private.honour_kept_opt_out();

-- What goes. -------------------------------------------------------------------------------------

create function private.rows_of(user_ids uuid[]) returns uuid[]
language sql stable security invoker set search_path = '' as $$
  with recursive theirs as (
    select u.id, u.tenant_id from public.users u where u.id = any (rows_of.user_ids)
    union
    select d.id, d.tenant_id from theirs t
    join public.users d on d.tenant_id = t.tenant_id and d.moved_to = t.id
  )
  select coalesce(array_agg(t.id order by t.id), '{}') from theirs t
$$;
comment on function private.rows_of(uuid[]) is
  'Somebody''s row, and those that they had at the door of another number before.';

create function private.keep_consent_proof(user_ids uuid[]) returns void
language sql security invoker set search_path = '' as $$
  insert into private.consent_proofs (tenant_id, number_hash, kind, source, said_at)
    select c.tenant_id, private.number_hash(n.phone_number), c.kind, c.source, c.created_at
    from public.consent_events c join public.users u on u.id = c.user_id
    cross join lateral (
      select u.phone_number where u.phone_number is not null
      union
      select h ->> 'phone_number' from jsonb_array_elements(u.phone_number_history) h
      where h ->> 'phone_number' is not null
        and h ->> 'phone_number' <> coalesce(u.phone_number, '')) n
    where c.user_id = any (keep_consent_proof.user_ids)
      -- What they said from a number that they have left is that number's alone.
      and (n.phone_number = u.phone_number or c.created_at <= (
        select max((h ->> 'changed_at')::timestamptz)
        from jsonb_array_elements(u.phone_number_history) h
        where h ->> 'phone_number' = n.phone_number))
$$;
comment on function private.keep_consent_proof(uuid[]) is
  'Kind, source and time of each consent, under the hash of the number it was given from.';

create function private.stop_streams(user_ids uuid[]) returns void
language sql security invoker set search_path = '' as $$
  update private.leases l set stopped_at = coalesce(l.stopped_at, clock_timestamp())
    where l.streamed and l.token = any (array(select t.lease_token from public.agent_tasks t
      where t.user_id = any (stop_streams.user_ids) and t.lease_token is not null))
$$;
comment on function private.stop_streams(uuid[]) is
  'As if they had pressed Stop: an answer to nobody is not written to its end.';

create function private.lock_usage(user_ids uuid[]) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform 1 from public.agent_actions_log l
    where l.user_id = any (lock_usage.user_ids) and l.status <> 'settled' order by l.id for update;
  perform 1 from public.usage_metrics m
    where m.user_id = any (lock_usage.user_ids) order by m.id for update;
end
$$;
comment on function private.lock_usage(uuid[]) is
  'What the end of a turn settles before it locks its person, and a deletion takes with them.';

create function private.keep_usage(user_ids uuid[]) returns void
language sql security invoker set search_path = '' as $$
  insert into public.usage_metrics as kept (tenant_id, date, model_calls, input_tokens,
      output_tokens, cache_read_tokens, cache_write_tokens, cost_usd, unpriced_calls)
    select m.tenant_id, m.date, sum(m.model_calls), sum(m.input_tokens), sum(m.output_tokens),
      sum(m.cache_read_tokens), sum(m.cache_write_tokens), sum(m.cost_usd), sum(m.unpriced_calls)
    from public.usage_metrics m join public.users u on u.id = m.user_id
    -- Tests are in no report.
    where m.user_id = any (keep_usage.user_ids) and not u.is_test
    group by m.tenant_id, m.date order by m.tenant_id, m.date
    on conflict on constraint usage_metrics_tenant_id_user_id_date_key do update set
      model_calls = kept.model_calls + excluded.model_calls,
      input_tokens = kept.input_tokens + excluded.input_tokens,
      output_tokens = kept.output_tokens + excluded.output_tokens,
      cache_read_tokens = kept.cache_read_tokens + excluded.cache_read_tokens,
      cache_write_tokens = kept.cache_write_tokens + excluded.cache_write_tokens,
      cost_usd = kept.cost_usd + excluded.cost_usd,
      unpriced_calls = kept.unpriced_calls + excluded.unpriced_calls
$$;
comment on function private.keep_usage(uuid[]) is
  'Adds what they used to the tenant''s days without a person, so that no month that is over '
  'shrinks. Their rows locked, and about to go in the same transaction; before users, as all '
  'usage.';

create function private.prospects_who_are(user_ids uuid[]) returns uuid[]
language sql stable security invoker set search_path = '' as $$
  -- Each by an index: lists are long. What somebody only says of themselves is no key to others'.
  select coalesce(array_agg(distinct f.id), '{}')
  from public.users u cross join lateral (
    select p.id from public.prospects p
      where p.tenant_id = u.tenant_id and p.converted_to_user_id = u.id
    union all
    select p.id from public.prospects p
      where p.tenant_id = u.tenant_id and u.email_verified and lower(p.email) = lower(u.email)
    union all
    select p.id from public.prospects p
      where p.tenant_id = u.tenant_id and p.phone_number = u.phone_number
    union all
    select i.prospect_id from private.intro_sides s
      join public.intro_opportunities i on i.id = s.intro_id and i.prospect_id is not null
      where s.tenant_id = u.tenant_id and s.user_id = u.id and s.side = 'prospect'
    union all
    select p.id from public.innovators n join public.prospects p on p.innovator_id = n.id
      where n.tenant_id = u.tenant_id and u.verified and p.linkedin_url = any (array(
        select w || private.profile_key(u.linkedin_url)
        from unnest(array['', 'https://', 'https://www.']) w))
    union all
    select p.id from public.innovators n join public.prospects p on p.innovator_id = n.id
      where n.tenant_id = u.tenant_id and u.verified
        and p.company_key = private.company_key(u.company)
        and private.full_name(p.first_name, p.last_name)
          = private.full_name(u.first_name, u.last_name)
        and private.is_member(p, u)) f
  where u.id = any (prospects_who_are.user_ids)
$$;
comment on function private.prospects_who_are(uuid[]) is
  'Rows of others'' lists that are these people: as private.member_behind finds a member, by a '
  'verified email and, of who is verified, by profile or name, though of two of one name and '
  'company both are taken out.';

create function private.introductions_with(user_ids uuid[], alive boolean) returns uuid[]
language plpgsql stable security invoker set search_path = '' as $$
declare
  listed constant uuid[] := private.prospects_who_are(user_ids);
begin
  return array(
    select i.id from public.intro_opportunities i
    where (not alive or i.status in ('open', 'accepted', 'scheduled')) and (
      i.connector_user_id = any (introductions_with.user_ids)
      or i.prospect_id = any (listed)
      or i.innovator_id in (select n.id from public.innovators n
        where n.user_id = any (introductions_with.user_ids))
      or i.id in (select s.intro_id from private.intro_sides s
        where s.user_id = any (introductions_with.user_ids)))
    order by i.id);
end
$$;
comment on function private.introductions_with(uuid[], boolean) is
  'The introductions that somebody makes, is offered, or is the prospect of; alive: those that are '
  'not over.';

create function private.lock_with_parties(user_ids uuid[]) returns uuid[]
language plpgsql security invoker set search_path = '' as $$
declare
  seen constant uuid[] := private.introductions_with(user_ids, true);
  live uuid[];
begin
  perform 1 from public.users u
    where u.id = any (lock_with_parties.user_ids || private.parties_of(seen))
    order by u.id for update;
  perform private.stop_point('erasure.locked');
  -- Some of them are over meanwhile.
  live := private.introductions_with(user_ids, true);
  if not live <@ seen then
    raise exception 'somebody was offered an introduction in this moment'
      using errcode = 'serialization_failure';
  end if;
  return live;
end
$$;
comment on function private.lock_with_parties(uuid[]) is
  'Locks them and, in the same key order, everybody whose bounty moves when their introductions '
  'end; which these are. Begin again on 40001.';

create function private.take_out_of_introductions(user_ids uuid[]) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  theirs constant uuid[] := private.introductions_with(user_ids, false);
  listed constant uuid[] := private.prospects_who_are(user_ids);
begin
  update public.intro_opportunities i set prospect_name = 'somebody who has left',
      prospect_company = null, prospect_title = null, prospect_linkedin_url = null
    where i.id = any (theirs) and i.prospect_id = any (listed);
  update public.intro_opportunities i set innovator_name = null
    from public.innovators n
    where i.id = any (theirs) and n.id = i.innovator_id
      and n.user_id = any (take_out_of_introductions.user_ids);
  delete from public.message_queue q
    where q.user_id = any (private.parties_of(theirs)) and q.subject = any (
      array(select 'intro:' || i from unnest(theirs) i));
end
$$;
comment on function private.take_out_of_introductions(uuid[]) is
  'Whom an introduction was about, and what the others were to be told of it, addresses included. '
  'Before it ends, so that the word of its end names nobody.';

create function private.take_out_of_others(person public.users) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  listed constant uuid[] := private.prospects_who_are(array[person.id]);
  -- Claimed by somebody whom nobody has verified they are as good as none.
  address constant text := case when person.email_verified then lower(person.email) end;
  profile constant text := case when person.verified
    then private.profile_key(person.linkedin_url) end;
begin
  delete from public.prospects p where p.id = any (listed) and p.upload_source = 'api';
  update public.prospects p set email = null, phone_number = null, linkedin_url = null,
      first_name = null, last_name = '(deleted)', company = null, title = null,
      prospect_notes = null, target_solution_categories = null, metadata = null,
      status = 'inactive', converted_at = null, converted_to_user_id = null
    where p.id = any (listed);
  delete from public.linkedin_research_prospects l
    where l.tenant_id = person.tenant_id and (lower(l.email) = address
      or private.profile_key(l.linkedin_url) = profile);
  update public.linkedin_research_prospects l
    set mutual_connections = (select jsonb_agg(c.value)
      from jsonb_array_elements(l.mutual_connections) c (value)
      where private.profile_key(c.value ->> 'linkedin_url') is distinct from profile)
    where l.tenant_id = person.tenant_id and position(profile in l.mutual_connections::text) > 0;
  update public.linkedin_research_prospects l
    set users_researching = array_remove(l.users_researching, person.id)
    where l.tenant_id = person.tenant_id and person.id = any (l.users_researching);
  update public.community_requests r set
      target_user_ids = array_remove(r.target_user_ids, person.id),
      declined_user_ids = array_remove(r.declined_user_ids, person.id)
    where r.tenant_id = person.tenant_id and r.target_user_ids @> array[person.id];
end
$$;
comment on function private.take_out_of_others(public.users) is
  'What others'' rows say of somebody: as a prospect, as one who was looked up, as one who was '
  'asked. What they have answered to others was given to these, without a name, and stays theirs.';

create function private.count_of_theirs(user_ids uuid[]) returns integer
language plpgsql stable security invoker set search_path = '' as $$
declare
  source private.personal_data;
  found_rows integer;
  total integer := 0;
begin
  for source in select * from private.personal_data p where p.whose is not null loop
    execute format('select count(*) from unnest($1) theirs (id), %s r where %s', source.relation,
      replace(source.whose, '$1', 'theirs.id')) into found_rows using user_ids;
    total := total + found_rows;
  end loop;
  return total;
end
$$;
comment on function private.count_of_theirs(uuid[]) is 'How many rows are about these people.';

create function private.delete_sign_in(auth_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from auth.users a where a.id = delete_sign_in.auth_id
    and not exists (select from public.users u where u.auth_id = a.id)
    and not exists (select from public.operators o where o.auth_id = a.id);
  if found then
    delete from auth.audit_log_entries e
      where position(delete_sign_in.auth_id::text in e.payload::text) > 0;
  end if;
end
$$;
comment on function private.delete_sign_in(uuid) is
  'Definer: only the owner may delete from Auth. A sign-in that is somebody elsewhere stays; the '
  'log of when somebody signed in holds their address or number, and goes with it.';

create function private.erase_people(user_ids uuid[], at timestamptz) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  live uuid[];
  lane_keys text[];
  total integer;
  person public.users;
  employers uuid[];
begin
  -- Leases, usage, users: docs/decisions/0002.
  perform private.stop_streams(user_ids);
  perform private.lock_usage(user_ids);
  perform private.keep_usage(user_ids);
  live := private.lock_with_parties(user_ids);
  total := private.count_of_theirs(user_ids);
  perform private.keep_consent_proof(user_ids);
  perform private.take_out_of_introductions(user_ids);
  perform private.end_intro(i, 'cancelled', erase_people.at)
    from public.intro_opportunities i where i.id = any (live);
  lane_keys := array(select distinct t.lane_key from public.agent_tasks t
    where t.user_id = any (erase_people.user_ids) and t.status in ('pending', 'processing'));
  delete from public.event_dead_letters d using public.agent_tasks t
    where t.id = d.task_id and t.user_id = any (erase_people.user_ids);
  for person in select * from public.users u where u.id = any (erase_people.user_ids)
    order by u.id
  loop
    perform private.take_out_of_others(person);
    employers := array(select e.employer_id from private.employments e
      where e.user_id = person.id);
    delete from public.users u where u.id = person.id;
    delete from private.employers e where e.id = any (employers)
      and not exists (select from private.employments o where o.employer_id = e.id);
    perform private.delete_sign_in(person.auth_id);
  end loop;
  -- Nothing waits in them any more.
  perform private.settle_lanes(touched => lane_keys);
  return total;
end
$$;
comment on function private.erase_people(uuid[], timestamptz) is
  'Deletes somebody with all that is theirs, all or nothing; how many rows that were. All that has '
  'a key to them goes by it. The one way in which a person is deleted: a plain delete locks nobody '
  'whose bounty comes back.';

create function worker.erasure_work(request_id uuid, at timestamptz default now()) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  request public.data_requests;
  theirs uuid[];
begin
  select * into request from public.data_requests r
    where r.id = erasure_work.request_id and r.kind = 'erasure';
  theirs := private.rows_of(array[request.user_id]);
  if request.status is distinct from 'confirmed' then
    return '{"state": "over"}';
  elsif erasure_work.at < request.confirmed_at + interval '6 hours' and (exists (
      select from public.messages m where m.user_id = any (theirs) and m.direction = 'outbound'
        and (m.status = 'sending' or m.id = request.receipt_id and m.status = 'queued_for_send'))
    -- A picture that is being stored would be stored after its message is gone.
    or exists (select from public.agent_tasks t
      join public.messages m on m.id = (t.context_json ->> 'message_id')::uuid
      where t.task_type = 'fetch_media' and t.status = 'processing' and m.user_id = any (theirs)))
  then
    return jsonb_build_object('state', 'wait', 'seconds', least(600, greatest(2,
      extract(epoch from erasure_work.at - request.confirmed_at)::integer / 2)));
  end if;
  return jsonb_build_object('state', 'ready', 'paths', (
    -- Where each would be: one may be stored by who died before saying so.
    select coalesce(jsonb_agg(coalesce(d.storage_path,
      concat_ws('/', m.tenant_id, m.id, d.media_index))), '[]') from public.message_media d
    join public.messages m on m.id = d.message_id where m.user_id = any (theirs)));
end
$$;
comment on function worker.erasure_work(uuid, timestamptz) is
  'How far a deletion is: over; wait, so many seconds, since its receipt has not left yet or a '
  'picture is being stored, which a pause or an outage may hold up for six hours; or ready, with '
  'the files to be removed first, of which some may not be there.';

create function worker.erase_person(lease uuid, request_id uuid, at timestamptz default now())
returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  request public.data_requests;
  erased integer;
begin
  if not private.holds(erase_person.lease, 'erase_person', 'request_id', erase_person.request_id)
  then
    return '{"lost": true}';
  end if;
  select * into request from public.data_requests r
    where r.id = erase_person.request_id and r.status = 'confirmed';
  if found then
    erased := private.erase_people(private.rows_of(array[request.user_id]), erase_person.at);
    update public.data_requests r set status = 'done', done_at = erase_person.at,
        rows_count = erased
      where r.id = request.id;
  end if;
  return jsonb_build_object('lost', false, 'erased', coalesce(erased, 0));
end
$$;
comment on function worker.erase_person(uuid, uuid, timestamptz) is
  'Deletes the person of a confirmed request, once; fenced by the lease of its task.';

create function private.retire_data_requests(at timestamptz default now()) returns integer
language sql security invoker set search_path = '' as $$
  with lapsed as (
    update public.data_requests r set status = 'lapsed'
    where r.status = 'asked' and r.asked_at < at - interval '2 days' returning 1
  ),
  links as (
    delete from private.export_links l where l.expires_at < at - interval '7 days' returning 1
  ),
  proofs as (
    delete from private.consent_proofs p where p.id in (
      select o.id from private.consent_proofs o where o.kind <> 'opt_out' and o.kept_at < at
          - make_interval(days => private.setting('consent_proof_days')::integer)
      limit private.setting('retire_batch')::integer)
    returning 1
  )
  select (select count(*) from lapsed)::integer + (select count(*) from links)::integer
    + (select count(*) from proofs)::integer
$$;
comment on function private.retire_data_requests(timestamptz) is
  'Requests that nobody confirmed or fetched, links that are long over, and proofs of consent '
  'after consent_proof_days; an opt-out is kept.';
