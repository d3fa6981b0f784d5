-- A person's data is theirs: asking for it, asking that it be deleted, and what is kept of that.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('exports_a_day_max', 5, true, 1, 100, 'times a person may have their data in any 24 hours');
insert into private.settings (name, value, description) values
  ('consent_proof_days', 1826,
   'proof of consent outlives a deletion for so long; an opt-out is kept for ever');

create table public.data_requests (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  user_id uuid not null,
  kind text not null constraint kind_is_known check (kind in ('export', 'erasure')),
  channel text not null constraint channel_is_known check (channel in ('sms', 'web')),
  language text constraint language_is_known check (language in ('en', 'es')),
  status text not null
    constraint status_is_known
    check (status in ('asked', 'confirmed', 'withdrawn', 'lapsed', 'done')),
  asked_in uuid,
  receipt_id uuid,
  asked_at timestamptz not null default now(),
  confirmed_at timestamptz,
  done_at timestamptz,
  rows_count integer constraint rows_count_is_not_negative check (rows_count >= 0),
  unique (tenant_id, id),
  constraint done_at_matches_status check ((done_at is not null) = (status = 'done')),
  constraint only_what_is_confirmed_is_erased
    check (kind <> 'erasure' or status <> 'done' or confirmed_at is not null),
  constraint confirmed_after_it_was_asked check (confirmed_at >= asked_at)
);
comment on table public.data_requests is
  'Who asked for their data, or for its deletion, when, and what became of it: never what it was.';
comment on column public.data_requests.user_id is
  'Not a foreign key: that somebody was deleted is known when nobody knows any more who it was.';
comment on column public.data_requests.language is
  'The language of the words that asked; null when a page did.';
comment on column public.data_requests.asked_in is
  'The text of ours that asks them to confirm it. Not a foreign key: it goes with the rest.';
comment on column public.data_requests.receipt_id is
  'The text that says that it is done. Not a foreign key: it goes with the rest.';
comment on column public.data_requests.rows_count is 'Rows handed out, or deleted.';
create index data_requests_by_person on public.data_requests (tenant_id, user_id, asked_at desc);
create unique index one_open_erasure_a_person on public.data_requests (user_id)
  where kind = 'erasure' and status in ('asked', 'confirmed');
create index erasures_waiting on public.data_requests (confirmed_at)
  where kind = 'erasure' and status = 'confirmed';

create table private.export_links (
  request_id uuid primary key references public.data_requests (id) on delete cascade,
  token_hash text not null unique
    constraint token_hash_is_sha256 check (token_hash ~ '^[0-9a-f]{64}$'),
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table private.export_links is
  'Links to one''s own data, good once. The token itself is in its person''s text alone.';
create index export_links_by_time on private.export_links (expires_at);

alter table public.data_requests enable row level security;
grant select on public.data_requests to authenticated;
create policy "members read their own requests, operators their tenant's" on public.data_requests
  for select to authenticated
  using (user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));

-- What is said. ----------------------------------------------------------------------------------

create table private.data_words (
  occasion text not null
    constraint occasion_is_known
    check (occasion in ('ask', 'unsubscribed', 'withdrawn', 'receipt', 'link', 'enough')),
  language text not null constraint language_is_known check (language in ('en', 'es')),
  words text not null constraint words_fit_a_text check (length(words) between 1 and 300),
  primary key (occasion, language)
);
comment on table private.data_words is
  'What a person is told of their data; no model has a part in it. {tenant}, {link} are filled in.';
insert into private.data_words (occasion, language, words) values
  ('ask', 'en', 'Shall {tenant} delete all that it has of you: texts, profile, credits, everything?'
    ' It cannot be undone. Answer DELETE within an hour, or NO.'),
  ('ask', 'es', 'Borramos todo lo que {tenant} tiene de usted: mensajes, perfil, saldo, todo? No se'
    ' puede deshacer. Responda BORRAR en una hora, o NO.'),
  ('unsubscribed', 'en', 'To have all your data deleted too, answer DELETE within an hour.'),
  ('unsubscribed', 'es', 'Para borrar tambien todos sus datos, responda BORRAR en una hora.'),
  ('withdrawn', 'en', 'Nothing is deleted.'),
  ('withdrawn', 'es', 'No se borra nada.'),
  ('receipt', 'en', 'Your data is being deleted now, and this text with it. What is kept, without '
    'your number, is that you asked and what you said about texts. Goodbye.'),
  ('receipt', 'es', 'Sus datos se borran ahora, tambien este mensaje. Solo queda, sin su numero, '
    'que lo pidio y lo que dijo sobre recibir mensajes. Adios.'),
  ('link', 'en', 'Your data, as a file: {link} The link is good once, until tomorrow.'),
  ('link', 'es', 'Sus datos, en un archivo: {link} El enlace sirve una vez, hasta manana.'),
  ('enough', 'en', 'You have had your data several times today. Ask me again tomorrow.'),
  ('enough', 'es', 'Ya recibio sus datos varias veces hoy. Pidalos otra vez manana.');

create function private.say_of_data(
  message public.messages, occasion text, language text, link text default ''
) returns uuid
language plpgsql security invoker set search_path = '' as $$
declare
  said uuid;
begin
  insert into public.messages (conversation_id, role, direction, content, status, trace_id)
    select message.conversation_id, 'system', 'outbound',
      replace(replace(w.words, '{tenant}', t.name), '{link}', coalesce(say_of_data.link, '')),
      'pending', message.trace_id
    from private.data_words w join public.tenants t on t.id = message.tenant_id
    where w.occasion = say_of_data.occasion and w.language = coalesce(say_of_data.language, 'en')
    returning id into said;
  return said;
end
$$;
comment on function private.say_of_data(public.messages, text, text, text) is
  'Answers a text about one''s data. Person and thread locked.';

create function private.would_hear(person public.users, thread_id uuid) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select not private.hears_nothing(u, would_hear.thread_id) and u.blocked_at is null
      and u.is_active
    from public.users u where u.id = person.id);
end
$$;
comment on function private.would_hear(public.users, uuid) is
  'Whether an answer would reach them in this thread. Who cannot be asked is taken at their word.';

-- Asking and confirming. -------------------------------------------------------------------------

create function private.open_erasure(person public.users) returns public.data_requests
language plpgsql stable security invoker set search_path = '' as $$
declare
  request public.data_requests;
begin
  select * into request from public.data_requests r
    where r.user_id = person.id and r.kind = 'erasure' and (r.status = 'confirmed'
      or r.status = 'asked' and r.asked_at > now() - interval '1 hour');
  return request;
end
$$;
comment on function private.open_erasure(public.users) is
  'The request for deletion that somebody can confirm now, or has.';

create function private.is_about_data(person public.users, thread_id uuid, data jsonb)
returns boolean
language plpgsql stable security invoker set search_path = '' as $$
declare
  asks text := data ->> 'asks';
  request public.data_requests;
begin
  if asks is null then
    return false;
  elsif asks = 'erase' then
    return true;
  elsif asks = 'export' then
    return private.would_hear(person, thread_id);
  end if;
  request := private.open_erasure(person);
  return request.status = 'asked' and (asks = 'erase_word' or request.asked_in = (
    select m.id from public.messages m
    where m.conversation_id = thread_id and m.direction = 'outbound'
    order by m.position desc limit 1));
end
$$;
comment on function private.is_about_data(public.users, uuid, jsonb) is
  'Whether a message, by text or on the web, asks for one''s data or its deletion, or answers the '
  'question about it: DELETE while one is open, YES and NO only when it is the last thing that we '
  'said.';

create function private.ask_erasure(
  person public.users, channel text, asked_in uuid, language text default null
) returns public.data_requests
language plpgsql security invoker set search_path = '' as $$
declare
  request public.data_requests;
begin
  update public.data_requests r set status = 'lapsed'
    where r.user_id = person.id and r.kind = 'erasure' and r.status = 'asked';
  insert into public.data_requests (tenant_id, user_id, kind, channel, language, status, asked_in)
    values (person.tenant_id, person.id, 'erasure', ask_erasure.channel, ask_erasure.language,
      'asked', ask_erasure.asked_in)
    returning * into request;
  return request;
end
$$;
comment on function private.ask_erasure(public.users, text, uuid, text) is
  'A request that waits for its confirmation; an older one that did is over. Person locked.';

create function private.confirm_erasure(request public.data_requests, receipt uuid) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.data_requests r set status = 'confirmed', confirmed_at = now(),
      receipt_id = receipt
    where r.id = request.id;
  insert into public.agent_tasks (tenant_id, task_type, agent_type, scheduled_for, priority,
      max_retries, context_json, created_by, lane_key)
    select request.tenant_id, k.task_type, k.agent_type, now(), k.priority, k.max_retries,
      jsonb_build_object('request_id', request.id), 'confirm_erasure', 'upkeep:' || request.id
    from private.task_types k where k.task_type = 'erase_person';
end
$$;
comment on function private.confirm_erasure(public.data_requests, uuid) is
  'It is to be done. The task is nobody''s: it must not go with its person. Person locked.';

create function private.heed_erasure(
  message public.messages, data jsonb, confirmed_in uuid default null
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  language constant text := data ->> 'language';
  person public.users;
  request public.data_requests;
  way text;
begin
  select * into person from public.users u where u.id = message.user_id;
  select c.channel into way from public.conversations c where c.id = message.conversation_id;
  request := private.open_erasure(person);
  if request.status = 'confirmed' then
    return;
  elsif data ->> 'asks' = 'no' then
    update public.data_requests r set status = 'withdrawn' where r.id = request.id;
    perform private.say_of_data(message, 'withdrawn', language);
  elsif request.id is not null then
    perform private.confirm_erasure(request, case
      when private.would_hear(person, message.conversation_id)
      then private.say_of_data(message, 'receipt', language) end);
  elsif message.unanswered_reason = 'opt_out_said' then
    -- The confirmation of the opt-out, the one text that may still leave, asks it. Without one
    -- nobody is asked: nothing is deleted then until they say it again.
    perform private.ask_erasure(person, way, confirmed_in, language);
  elsif private.would_hear(person, message.conversation_id) then
    perform private.ask_erasure(person, way, private.say_of_data(message, 'ask', language),
      language);
  else
    perform private.confirm_erasure(private.ask_erasure(person, way, null, language), null);
  end if;
end
$$;
comment on function private.heed_erasure(public.messages, jsonb, uuid) is
  'Asked once, confirmed by DELETE or by asking a second time. confirmed_in: what confirms an '
  'opt-out that said it in the same text. Person and thread locked.';

create function private.heed_data_request(message public.messages, data jsonb) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  link text;
begin
  if data ->> 'asks' <> 'export' then
    perform private.heed_erasure(message, data);
    return;
  end if;
  link := private.make_export_link(message.user_id, data ->> 'language');
  perform private.say_of_data(message, case when link is null then 'enough' else 'link' end,
    data ->> 'language', link);
end
$$;
comment on function private.heed_data_request(public.messages, jsonb) is
  'What somebody asks about their own data, {asks, language}, is done, before any model, and '
  'answered where they asked. Person and thread locked.';

create function private.data_answer(message public.messages) returns public.messages
language plpgsql stable security invoker set search_path = '' as $$
declare
  said public.messages;
begin
  select * into said from public.messages m
    where m.conversation_id = message.conversation_id and m.trace_id = message.trace_id
      and m.direction = 'outbound' and m.role = 'system' and m.purpose = 'reply'
    order by m.position limit 1;
  return said;
end
$$;
comment on function private.data_answer(public.messages) is
  'What was said to a message about one''s data. None to whom we may say nothing.';

-- By the web. ------------------------------------------------------------------------------------

create function private.request_erasure(user_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  person public.users;
begin
  select * into person from public.users u where u.id = request_erasure.user_id
    and u.id in (select private.user_ids()) for no key update;
  if not found then
    raise exception 'that is nobody of yours' using errcode = 'insufficient_privilege';
  elsif (private.open_erasure(person)).status = 'confirmed' then
    return (private.open_erasure(person)).id;
  end if;
  return (private.ask_erasure(person, 'web', null)).id;
end
$$;
comment on function private.request_erasure(uuid) is
  'Definer: members write nothing themselves. Only of the caller''s own users.';
grant execute on function private.request_erasure(uuid) to authenticated;

create function public.request_erasure(user_id uuid) returns uuid
language sql security invoker set search_path = '' as $$
  select private.request_erasure(request_erasure.user_id)
$$;
comment on function public.request_erasure(uuid) is
  'Asks that all that is known of the caller, as this user, be deleted; the request that '
  'confirm_erasure takes within an hour.';
grant execute on function public.request_erasure(uuid) to authenticated;

create function private.confirm_on_page(person public.users, request public.data_requests)
returns void
language plpgsql security invoker set search_path = '' as $$
declare
  thread public.conversations;
  receipt uuid;
begin
  select * into thread from public.conversations c
    where c.user_id = person.id and c.channel = 'sms' and c.status in ('active', 'archived')
    order by c.last_message_at desc nulls last limit 1 for no key update;
  if thread.id is not null and private.would_hear(person, thread.id) then
    receipt := private.say_of_data(jsonb_populate_record(null::public.messages,
      jsonb_build_object('conversation_id', thread.id, 'tenant_id', person.tenant_id,
        'trace_id', gen_random_uuid())), 'receipt', (
        select r.language from public.data_requests r
        where r.tenant_id = person.tenant_id and r.user_id = person.id and r.language is not null
        order by r.asked_at desc limit 1));
  end if;
  perform private.confirm_erasure(request, receipt);
end
$$;
comment on function private.confirm_on_page(public.users, public.data_requests) is
  'Confirmed where nothing is said: whoever has a number is texted the receipt, in the language in '
  'which they last asked for their data in words. Person locked.';

create function private.confirm_my_erasure(request_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  person public.users;
  request public.data_requests;
begin
  select u.* into person from public.data_requests r join public.users u on u.id = r.user_id
    where r.id = confirm_my_erasure.request_id and u.id in (select private.user_ids())
    for no key update of u;
  request := private.open_erasure(person);
  if request.id is distinct from confirm_my_erasure.request_id
    or request.status is distinct from 'asked' then
    return false;
  end if;
  perform private.confirm_on_page(person, request);
  return true;
end
$$;
comment on function private.confirm_my_erasure(uuid) is
  'Definer: members write nothing themselves. Only a request of the caller''s own.';
grant execute on function private.confirm_my_erasure(uuid) to authenticated;

create function worker.erase_by_link(token_hash text, at timestamptz default now())
returns boolean
language plpgsql security invoker set search_path = '' as $$
declare
  person public.users;
  request public.data_requests;
begin
  select u.* into person from private.export_links l
    join public.data_requests r on r.id = l.request_id join public.users u on u.id = r.user_id
    where l.token_hash = erase_by_link.token_hash and l.expires_at > erase_by_link.at
    for no key update of u;
  if not found then
    return false;
  end if;
  request := private.open_erasure(person);
  if request.id is null then
    request := private.ask_erasure(person, 'web', null);
  end if;
  if request.status = 'asked' then
    perform private.confirm_on_page(person, request);
  end if;
  return true;
end
$$;
comment on function worker.erase_by_link(text, timestamptz) is
  'Whoever holds a link to their data, used or not, and has been asked on its page whether they '
  'mean it, has all of it deleted. False: the link is none, or its time is over.';

create function public.confirm_erasure(request_id uuid) returns boolean
language sql security invoker set search_path = '' as $$
  select private.confirm_my_erasure(confirm_erasure.request_id)
$$;
comment on function public.confirm_erasure(uuid) is
  'The caller means it: all is deleted within a day, most often within minutes. False when there '
  'is no such request of theirs, or its time is over.';
grant execute on function public.confirm_erasure(uuid) to authenticated;
