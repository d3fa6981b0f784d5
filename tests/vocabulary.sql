-- What the database's tests have in common. Loaded once beside pgTAP, before the files of
-- tests/database; each of those runs in a transaction that it rolls back.

create schema tests;

create function tests.sign_in(auth_id text) returns void
language sql set search_path = '' as $$
  -- Every name under which an implementation of auth.uid() may look.
  select set_config('request.jwt.' || c.name, c.value, true)
  from (values ('sub', sign_in.auth_id), ('claim.sub', sign_in.auth_id),
    ('claims', json_build_object('sub', sign_in.auth_id)::text)) c (name, value)
$$;

create function tests.seen_by(auth_id text, what text) returns bigint
language plpgsql set search_path = '' as $$
declare
  seen bigint;
begin
  perform tests.sign_in(seen_by.auth_id);
  -- Nobody: the owner, who sees what there is to be seen.
  if seen_by.auth_id is not null then set local role authenticated; end if;
  execute 'select count(*) from public.' || what into seen;
  reset role;
  return seen;
end
$$;
comment on function tests.seen_by(text, text) is 'How many rows somebody signed in sees.';

create function tests.attempt(as_role text, auth_id text, statement text) returns text
language plpgsql set search_path = '' as $$
begin
  perform tests.sign_in(attempt.auth_id);
  perform set_config('role', attempt.as_role, true);
  execute attempt.statement;
  reset role;
  return 'allowed';
exception when others then
  return sqlstate;
end
$$;
comment on function tests.attempt(text, text, text) is
  '"allowed", or the SQLSTATE with which a statement was refused.';

create function tests.two_members() returns void
language sql set search_path = '' as $$
  insert into auth.users (id)
    select ('a0000000-0000-4000-8000-00000000000' || n)::uuid from generate_series(1, 2) n;
  select worker.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
      'message_sid', 'SM' || phone, 'from', phone, 'body', 'hi'))
    from unnest(array['+14155550111', '+14155550122']) phone;
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'opt_in', 'operator' from public.users;
  update public.users u set auth_id = p.auth_id from (values
    ('+14155550111', 'a0000000-0000-4000-8000-000000000001'::uuid),
    ('+14155550122', 'a0000000-0000-4000-8000-000000000002')) p (phone, auth_id)
    where u.phone_number = p.phone;
$$;
comment on function tests.two_members() is
  'Grace (sign-in …1) and somebody else (…2), each with a thread, a text and a consent.';

create function tests.one_of_each() returns void
language sql set search_path = '' as $$
  insert into auth.users (id) values ('a0000000-0000-4000-8000-000000000003');
  select worker.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi"}');
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'opt_in', 'operator' from public.users;
  insert into public.messages (conversation_id, role, direction, content)
    select id, 'concierge', 'outbound', 'hello' from public.conversations;
  insert into public.message_parts
    (tenant_id, message_id, part_index, part_count, body, encoding, segments, status)
    select tenant_id, id, 0, 1, content, 'GSM-7', 1, 'queued'
    from public.messages where direction = 'outbound';
  insert into public.message_status_events (tenant_id, part_id, twilio_message_sid, status)
    select tenant_id, id, 'SM2', 'sent' from public.message_parts;
  insert into public.agent_instances (tenant_id, agent_type, model)
    select tenant_id, 'concierge', 'a-model' from public.senders;
  insert into public.agent_actions_log (tenant_id, agent_type, action_type, user_id)
    select tenant_id, 'concierge', 'llm_call', id from public.users;
  insert into public.event_dead_letters (tenant_id, task_id, task_type, reason, attempts, errors,
      first_failed_at, last_failed_at)
    select tenant_id, id, task_type, 'permanent', 1, '[]', now(), now() from public.agent_tasks;
$$;
comment on function tests.one_of_each() is
  'A row in every table of the first tenant, and a sign-in (…3) that is nobody yet.';

create function tests.has_columns(relation text, wanted text) returns text
language plpgsql set search_path = 'extensions' as $$
begin
  -- wanted: a list of (name, type, default, required), as VALUES takes it.
  return extensions.is_empty(format($query$
    select * from (values %s) wanted (name, type, "default", required)
    except
    select a.attname::text, format_type(a.atttypid, a.atttypmod),
      pg_get_expr(d.adbin, d.adrelid), a.attnotnull
    from pg_attribute a
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = %L::regclass and not a.attisdropped
    $query$, wanted, 'public.' || relation),
    relation || ' has every column, with its type, default and whether it is required');
end
$$;

create function tests.a_text_out() returns void
language sql set search_path = '' as $$
  insert into public.conversations (id, tenant_id, user_id, phone_number, sender_id) values
    ('c0000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
     '00000000-0000-4000-8000-000000000021', '+14155550111',
     '00000000-0000-4000-8000-000000000011');
  insert into public.messages (conversation_id, role, direction, content) values
    ('c0000000-0000-4000-8000-000000000001', 'concierge', 'outbound', 'hello');
$$;
comment on function tests.a_text_out() is 'A text to Grace that waits to be sent.';

create function tests.send_lease(at timestamptz default now()) returns uuid
language sql set search_path = '' as $$
  select (worker.claim('sms-sender', 1, at) -> 'turns' -> 0 ->> 'lease')::uuid
$$;
comment on function tests.send_lease(timestamptz) is 'The sender claims one lane.';

create function tests.begin_part(lease uuid) returns jsonb
language sql set search_path = '' as $$
  select worker.begin_send(lease, id, '{"index": 0, "count": 1, "body": "hello",
    "encoding": "GSM-7", "segments": 1}') from public.agent_tasks where task_type = 'send_sms'
$$;
comment on function tests.begin_part(uuid) is 'The last look before the only part of that text.';
