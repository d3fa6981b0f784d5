-- Upkeep: asking the carrier by the hour for what it did not tell us, and the media of texts.

insert into private.task_types
  (task_type, function_name, agent_type, lane_kind, priority, while_put_back, max_retries,
   snooze_hours_max, description)
values
  ('reconcile_sender', 'housekeeping', 'system', 'upkeep', 'low', 'skip', 3, 6,
   'ask the carrier for texts in that no webhook brought, and for news of texts out'),
  ('fetch_media', 'housekeeping', 'system', 'upkeep', 'medium', 'skip', 5, 24,
   'fetch the media of a text from the carrier, and keep them');

-- Reconciling with the carrier. ------------------------------------------------------------------

create table private.reconciles (
  sender_id uuid primary key references public.senders (id) on delete cascade,
  backfilled_until timestamptz not null,
  reconciled_at timestamptz
);
comment on table private.reconciles is
  'How far each sender''s texts in were compared with the carrier''s list, and when that was last '
  'done to its end.';
comment on column private.reconciles.backfilled_until is
  'What was sent to us before is ours. After a whole run two hours before its beginning: what the '
  'carrier lists late is looked for again.';

create function worker.queue_reconciles() returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  queued integer;
begin
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, scheduled_for, priority, max_retries, context_json,
     created_by, dedupe_key, lane_key)
  select s.tenant_id, k.task_type, k.agent_type, now(), k.priority, k.max_retries,
    jsonb_build_object('sender_id', s.id), 'queue_reconciles', s.id::text, 'upkeep:' || s.id
  from public.senders s cross join private.task_types k where k.task_type = 'reconcile_sender';
  get diagnostics queued = row_count;
  return queued;
end
$$;
comment on function worker.queue_reconciles() is
  'One task a sender. While one waits already, the new one folds into it.';

create function private.parts_to_ask(sender_id uuid, at timestamptz)
returns setof public.message_parts
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select p.* from public.message_parts p
  join public.messages m on m.id = p.message_id
  join public.conversations c on c.id = m.conversation_id
  where p.status = 'unknown' and c.sender_id = parts_to_ask.sender_id
    -- Until then whoever sent it looks for it.
    and p.sending_at between parts_to_ask.at - interval '4 days'
      and parts_to_ask.at - interval '10 minutes'
    and (p.asked_at is null or p.asked_at < parts_to_ask.at - interval '24 hours')
  order by p.sending_at limit 100;
  return query
  select p.* from public.message_parts p
  join public.messages m on m.id = p.message_id
  join public.conversations c on c.id = m.conversation_id
  where p.status = 'sent' and c.sender_id = parts_to_ask.sender_id
    -- Most carriers tell within minutes, and after four days nobody will any more.
    and p.accepted_at between parts_to_ask.at - interval '4 days'
      and parts_to_ask.at - interval '24 hours'
    and (p.asked_at is null or p.asked_at < parts_to_ask.at - interval '24 hours')
  order by p.accepted_at limit 100;
end
$$;
comment on function private.parts_to_ask(uuid, timestamptz) is
  'Parts of a sender whose fate is in doubt, then those that had no news for a day; each is asked '
  'about once a day.';

create function worker.reconcile_work(sender_id uuid, at timestamptz default now())
returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'phone_number', s.phone_number, 'account_sid', s.account_sid, 'at', reconcile_work.at,
      -- Texts from before the number was ours are nobody's here.
      'since', coalesce(r.backfilled_until, s.created_at),
      'parts', coalesce((select jsonb_agg(jsonb_build_object(
          'id', p.id, 'sid', p.twilio_message_sid, 'body', p.body, 'sending_at', p.sending_at,
          'to', c.phone_number))
        from (select * from private.parts_to_ask(s.id, reconcile_work.at) limit 100) p
        join public.messages m on m.id = p.message_id
        join public.conversations c on c.id = m.conversation_id), '[]'))
    from public.senders s left join private.reconciles r on r.sender_id = s.id
    where s.id = reconcile_work.sender_id);
end
$$;
comment on function worker.reconcile_work(uuid, timestamptz) is
  'What to ask the carrier about a sender: texts in since when, and at most 100 parts {id, sid, '
  'to, body, sending_at}. Null when the sender is gone.';

create function worker.unknown_sids(sender_id uuid, sids text[]) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(k.sid), '[]')
    from public.senders s cross join unnest(unknown_sids.sids) k (sid)
    where s.id = unknown_sids.sender_id and not exists (select from public.messages m
      where m.tenant_id = s.tenant_id and m.twilio_message_sid = k.sid
        and m.direction = 'inbound'));
end
$$;
comment on function worker.unknown_sids(uuid, text[]) is
  'Of the SIDs of texts in, those that are not stored.';

create function private.holds(lease uuid, task_type text, key text, value uuid) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  perform 1 from private.leases l where l.token = holds.lease for no key update;
  return found and exists (select from public.agent_tasks t
    where t.lease_token = holds.lease and t.status = 'processing'
      and t.task_type = holds.task_type
      and (t.context_json ->> holds.key)::uuid = holds.value);
end
$$;
comment on function private.holds(uuid, text, text, uuid) is
  'Whether the lease, locked from here, is held for this piece of work.';

create function private.queue_another_run(lease uuid) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, scheduled_for, priority, max_retries, context_json,
     created_by, dedupe_key, lane_key)
  select t.tenant_id, t.task_type, t.agent_type, now(), t.priority, t.max_retries,
    t.context_json, 'housekeeping', t.dedupe_key, t.lane_key
  from public.agent_tasks t where t.lease_token = queue_another_run.lease
    and t.status = 'processing';
end
$$;
comment on function private.queue_another_run(uuid) is
  'The same piece of work once more, behind the one in work.';

create function worker.note_asked(lease uuid, sender_id uuid, part_ids uuid[]) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  if not private.holds(note_asked.lease, 'reconcile_sender', 'sender_id', note_asked.sender_id)
  then
    return false;
  end if;
  -- Who holds a part now is learning of it; it may be asked about once more.
  update public.message_parts p set asked_at = clock_timestamp()
    where p.id in (select k.id from public.message_parts k
      where k.id = any (note_asked.part_ids) for no key update skip locked);
  -- As many as one run asks about: the others need not wait for an hour. Each is asked once a day,
  -- so that it ends.
  if cardinality(note_asked.part_ids) >= 100 then
    perform private.queue_another_run(note_asked.lease);
  end if;
  return true;
end
$$;
comment on function worker.note_asked(uuid, uuid, uuid[]) is
  'The carrier was asked about these parts, whatever it said. False: the lease is lost.';

create function worker.note_backfill(
  lease uuid, sender_id uuid, until timestamptz, whole boolean
) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  if not private.holds(
    note_backfill.lease, 'reconcile_sender', 'sender_id', note_backfill.sender_id)
  then
    return false;
  end if;
  insert into private.reconciles as r (sender_id, backfilled_until, reconciled_at)
    values (note_backfill.sender_id,
      note_backfill.until - case when note_backfill.whole then interval '2 hours'
        else interval '0' end,
      case when note_backfill.whole then clock_timestamp() end)
    on conflict on constraint reconciles_pkey do update set
      backfilled_until = excluded.backfilled_until,
      reconciled_at = coalesce(excluded.reconciled_at, r.reconciled_at);
  if not note_backfill.whole then
    perform private.queue_another_run(note_backfill.lease);
  end if;
  return true;
end
$$;
comment on function worker.note_backfill(uuid, uuid, timestamptz, boolean) is
  'Texts in are complete up to a time. whole: up to the present, as far as the carrier knows; if '
  'not, another run goes on from there at once. False: the lease is lost, and nothing is noted.';

-- Media. ----------------------------------------------------------------------------------------

create table public.message_media (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  message_id uuid not null,
  media_index integer not null
    constraint media_index_counts_from_zero check (media_index >= 0),
  content_type text,
  source_url text not null,
  storage_path text,
  bytes integer constraint bytes_is_positive check (bytes > 0),
  status text not null default 'waiting'
    constraint status_is_known check (status in ('waiting', 'stored', 'refused', 'failed')),
  status_reason text,
  created_at timestamptz not null default clock_timestamp(),
  stored_at timestamptz,
  unique (message_id, media_index),
  foreign key (tenant_id, message_id)
    references public.messages (tenant_id, id) on delete cascade,
  constraint stored_somewhere_with_a_size_and_a_time
    check (num_nulls(storage_path, bytes, stored_at) = case status when 'stored' then 0 else 3 end),
  constraint not_stored_says_why
    check ((status_reason is not null) = (status in ('refused', 'failed')))
);
comment on table public.message_media is
  'What came with a text besides words, and where in the bucket media it is kept.';
comment on column public.message_media.content_type is
  'As the carrier announced it; once stored, as it was served.';
comment on column public.message_media.source_url is
  'Where the carrier has it, behind the account''s own credentials.';
comment on column public.message_media.status_reason is
  'refused: what it is, or where it lies, is nothing we fetch. failed: the carrier does not have '
  'it.';
create index media_by_message on public.message_media (tenant_id, message_id);

insert into private.routes (event_type, task_type, description) values
  ('media.received', 'fetch_media', 'the media of a text are fetched and kept');

create function private.expect_media() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  insert into public.message_media
    (tenant_id, message_id, media_index, content_type, source_url)
  select new.tenant_id, new.id, m.nth - 1, m.value ->> 'content_type', m.value ->> 'url'
  from jsonb_array_elements(new.media) with ordinality m (value, nth)
  where m.value ->> 'url' is not null;
  -- Of the conversation, and so in a lane beside its own: media never hold up an answer, and there
  -- are no more lanes than conversations, since lanes stay.
  insert into public.events
    (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id, created_by)
  values (new.tenant_id, 'media.received', new.conversation_id, 'conversation',
    jsonb_build_object('message_id', new.id, 'conversation_id', new.conversation_id,
      'user_id', new.user_id), new.trace_id, 'on_message_media');
  return null;
end
$$;
comment on function private.expect_media() is
  'A text with media: a row for each of them and one task for all, with the text itself.';
create trigger on_message_media after insert on public.messages
  for each row when (new.direction = 'inbound' and jsonb_typeof(new.media) = 'array'
    and new.media <> '[]')
  execute function private.expect_media();

create function worker.media_work(message_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'tenant_id', m.tenant_id, 'sender_id', c.sender_id,
      'age_seconds', extract(epoch from clock_timestamp() - m.created_at),
      'media', coalesce((select jsonb_agg(jsonb_build_object(
          'index', k.media_index, 'url', k.source_url) order by k.media_index)
        from public.message_media k
        where k.tenant_id = m.tenant_id and k.message_id = m.id and k.status = 'waiting'), '[]'))
    from public.messages m join public.conversations c on c.id = m.conversation_id
    where m.id = media_work.message_id);
end
$$;
comment on function worker.media_work(uuid) is
  'The media of a text that are still to be fetched, and for whom. Null when the text is gone.';

create function worker.settle_media(
  lease uuid, message_id uuid, media_index integer, settled jsonb
) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  if not private.holds(settle_media.lease, 'fetch_media', 'message_id', settle_media.message_id)
  then
    return false;
  end if;
  update public.message_media k set
    status = settled ->> 'status', status_reason = settled ->> 'reason',
    content_type = coalesce(settled ->> 'content_type', k.content_type),
    storage_path = settled ->> 'storage_path', bytes = (settled ->> 'bytes')::integer,
    stored_at = case settled ->> 'status' when 'stored' then clock_timestamp() end
  where k.message_id = settle_media.message_id and k.media_index = settle_media.media_index
    and k.status = 'waiting';
  return true;
end
$$;
comment on function worker.settle_media(uuid, uuid, integer, jsonb) is
  'What became of one medium: {status stored, content_type, storage_path, bytes} or {status '
  'refused|failed, reason}. False: the lease is lost, and nothing changes.';

alter table public.message_media enable row level security;
grant select on public.message_media to authenticated;
create policy "operators read their tenant's media" on public.message_media
  for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
