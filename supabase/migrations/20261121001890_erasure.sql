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
begin
  if exists (select from private.consent_proofs p where p.tenant_id = new.tenant_id)
    and 'opt_out' = (select p.kind from private.consent_proofs p
      where p.tenant_id = new.tenant_id
        and p.number_hash = private.number_hash(new.phone_number)
        and p.kind <> 'first_contact'
      order by p.said_at desc limit 1) then
    insert into public.consent_events (tenant_id, user_id, kind, source)
      values (new.tenant_id, new.id, 'opt_out', 'carrier');
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

create function private.lock_introductions(user_ids uuid[])
returns setof public.intro_opportunities
language plpgsql security invoker set search_path = '' as $$
declare
  live uuid[];
begin
  live := array(
    select i.id from public.intro_opportunities i
    where i.status in ('open', 'accepted', 'scheduled') and (
      i.connector_user_id = any (lock_introductions.user_ids)
      or i.innovator_id in (select n.id from public.innovators n
        where n.user_id = any (lock_introductions.user_ids))
      or i.id in (select s.intro_id from private.intro_sides s
        where s.user_id = any (lock_introductions.user_ids))));
  perform 1 from public.users u where u.id = any (lock_introductions.user_ids)
      or u.id in (select s.user_id from private.intro_sides s where s.intro_id = any (live))
      or u.id in (select n.user_id from public.innovators n
        join public.intro_opportunities i on i.innovator_id = n.id where i.id = any (live))
    order by u.id for update;
  return query select i.* from public.intro_opportunities i where i.id = any (live) order by i.id;
end
$$;
comment on function private.lock_introductions(uuid[]) is
  'The introductions that are under way with somebody; all who are in them are locked, in key '
  'order, and they themselves.';

create function private.take_out_of_others(person public.users) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.prospects p set email = null, phone_number = null, linkedin_url = null,
      first_name = null, last_name = '(deleted)', company = null, title = null,
      prospect_notes = null, metadata = null, status = 'inactive', converted_at = null,
      converted_to_user_id = null
    where p.tenant_id = person.tenant_id and (
      p.converted_to_user_id = person.id or lower(p.email) = lower(person.email)
      or p.phone_number = person.phone_number
      or private.profile_key(p.linkedin_url) = private.profile_key(person.linkedin_url));
  update public.intro_opportunities i set prospect_name = '(deleted)', prospect_company = null,
      prospect_title = null, prospect_linkedin_url = null
    from public.prospects p
    where p.tenant_id = person.tenant_id and p.last_name = '(deleted)' and i.prospect_id = p.id;
  delete from public.linkedin_research_prospects l
    where l.tenant_id = person.tenant_id and (lower(l.email) = lower(person.email)
      or private.profile_key(l.linkedin_url) = private.profile_key(person.linkedin_url));
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

create function private.delete_sign_in(auth_id uuid) returns void
language sql security definer set search_path = '' as $$
  delete from auth.users a where a.id = delete_sign_in.auth_id
    and not exists (select from public.users u where u.auth_id = a.id)
    and not exists (select from public.operators o where o.auth_id = a.id)
$$;
comment on function private.delete_sign_in(uuid) is
  'Definer: only the owner may delete from Auth. A sign-in that is somebody elsewhere stays.';

create function private.erase_people(user_ids uuid[], at timestamptz) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  intro public.intro_opportunities;
  person public.users;
  source private.personal_data;
  employers uuid[];
  found_rows integer;
  total integer := 0;
begin
  for intro in select * from private.lock_introductions(erase_people.user_ids) loop
    perform private.end_intro(intro, 'cancelled', at);
  end loop;
  perform private.keep_consent_proof(erase_people.user_ids);
  for person in select * from public.users u where u.id = any (erase_people.user_ids)
    order by u.id
  loop
    for source in select * from private.personal_data p where p.whose is not null loop
      execute format('select count(*) from %s r where %s', source.relation, source.whose)
        into found_rows using person.id;
      total := total + found_rows;
    end loop;
    perform private.take_out_of_others(person);
    employers := array(select e.employer_id from private.employments e
      where e.user_id = person.id);
    delete from public.users u where u.id = person.id;
    delete from private.employers e where e.id = any (employers)
      and not exists (select from private.employments o where o.employer_id = e.id);
    perform private.delete_sign_in(person.auth_id);
  end loop;
  return total;
end
$$;
comment on function private.erase_people(uuid[], timestamptz) is
  'Deletes somebody with all that is theirs, all or nothing; how many rows that were. All that has '
  'a key to them goes by it.';

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
  elsif erasure_work.at < request.confirmed_at + interval '6 hours' and exists (
    select from public.messages m where m.user_id = any (theirs) and m.direction = 'outbound'
      and (m.status = 'sending' or m.id = request.receipt_id and m.status = 'queued_for_send'))
  then
    return jsonb_build_object('state', 'wait', 'seconds', least(600, greatest(2,
      extract(epoch from erasure_work.at - request.confirmed_at)::integer / 2)));
  end if;
  return jsonb_build_object('state', 'ready', 'paths', (
    select coalesce(jsonb_agg(d.storage_path), '[]') from public.message_media d
    join public.messages m on m.id = d.message_id
    where m.user_id = any (theirs) and d.storage_path is not null));
end
$$;
comment on function worker.erasure_work(uuid, timestamptz) is
  'How far a deletion is: over; wait, so many seconds, since its receipt has not left yet, which a '
  'pause or an outage may hold up for six hours; or ready, with the files to be removed first.';

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
