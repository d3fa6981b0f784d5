-- A synthetic population: how many texts there are is a parameter, everything else follows from it.
-- One person, number 0, has a share of their own; everybody else has a hundred texts, taken in
-- turn, over sixty days. Ids are hashes of what they name, so that they can be said again.

create schema bench;
grant usage on schema bench to authenticated, service_role, postgres;
alter default privileges in schema bench grant execute on functions to public;

create function bench.id(kind text, thread bigint, nth bigint default 0) returns uuid
language sql immutable parallel safe as $$
  select md5(kind || thread::text || '.' || nth::text)::uuid
$$;

create function bench.sid(kind text, thread bigint, nth bigint) returns text
language sql immutable parallel safe as $$
  select 'SM' || md5(kind || thread::text || '.' || nth::text)
$$;

create function bench.phone(thread bigint) returns text
language sql immutable parallel safe as $$
  select '+1' || (200 + thread / 100)::text || '55501' || lpad((thread % 100)::text, 2, '0')
$$;

-- Two tenants. What a thread waits for goes by its number, so that a hundred threads have it all.
create function bench.tenant(thread bigint) returns uuid
language sql immutable parallel safe as $$
  select bench.id('tenant', thread / 5 % 2)
$$;

create function bench.state(thread bigint) returns text
language sql immutable parallel safe as $$
  select (array['answer', 'send', 'news', 'answer', 'nothing'])[1 + thread % 5]
$$;

create table bench.texts (
  thread bigint, position bigint, turn bigint, inbound boolean, last boolean, state text,
  at timestamptz
);

-- Turns that were claimed before the measured statement, which ends them. Nothing is left in it.
create table bench.turns (nth bigint, turn jsonb);
grant all on bench.turns to service_role;

create function bench.load_texts(messages bigint, own bigint) returns void
language sql as $$
  with numbered as (
    select n, messages / own as every, (messages - own) / 100 as others
    from generate_series(0, messages - 1) n
  ),
  placed as (
    select n,
      case when n % every = 0 then 0 else 1 + (n - n / every - 1) % others end as thread,
      1 + case when n % every = 0 then n / every else (n - n / every - 1) / others end as position
    from numbered
  ),
  told as (
    -- Whose answer waits has written last; to everybody else we have.
    select p.*, bench.state(p.thread) as state,
      p.position + (bench.state(p.thread) = 'answer')::integer as beat,
      p.position = case p.thread when 0 then own else 100 end as last
    from placed p
  )
  insert into bench.texts
  select t.thread, t.position, (t.beat + 1) / 2, t.beat % 2 = 1, t.last, t.state,
    now() - interval '60 days' + t.n * (interval '60 days' / messages)
  from told t;
$$;

create function bench.load_people() returns void
language sql set session_replication_role = replica as $$
  insert into public.tenants (id, slug, name, product)
    select bench.id('tenant', n), 'bench-' || n, 'Bench ' || n, 'network'
    from generate_series(0, 1) n;
  insert into public.senders (id, tenant_id, phone_number, account_sid, auth_token_secret)
    select bench.id('sender', n), bench.id('tenant', n), '+1415555019' || n,
      'AC' || md5('account' || n), 'twilio_auth_token'
    from generate_series(0, 1) n;
  insert into auth.users (id) values (bench.id('sign-in', 0)), (bench.id('operator', 0));
  insert into public.operators (tenant_id, auth_id)
    values (bench.id('tenant', 0), bench.id('operator', 0));
  insert into public.users
    (id, tenant_id, auth_id, phone_number, first_name, last_name, company, verified,
     poc_agent_type)
    select bench.id('user', t.thread), bench.tenant(t.thread),
      case t.thread when 0 then bench.id('sign-in', 0) end, bench.phone(t.thread),
      'Person ' || t.thread, 'Example', 'Example Yachts', true, 'concierge'
    from bench.texts t where t.position = 1;
  insert into public.conversations
    (id, tenant_id, user_id, phone_number, sender_id, last_position, last_inbound_position,
     messages_since_summary, created_at, last_message_at)
    select bench.id('thread', t.thread), bench.tenant(t.thread), bench.id('user', t.thread),
      bench.phone(t.thread), bench.id('sender', t.thread / 5 % 2), t.position,
      t.position - (not t.inbound)::integer, t.thread * 7 % 50, now() - interval '60 days', t.at
    from bench.texts t where t.last;
  insert into public.conversations (id, tenant_id, user_id, channel, title)
    select bench.id('web', 0, n), bench.tenant(0), bench.id('user', 0), 'web', 'Thread ' || n
    from generate_series(1, 9) n;
$$;

create function bench.load_messages() returns void
language sql set session_replication_role = replica as $$
  insert into public.messages
    (id, tenant_id, conversation_id, user_id, position, role, direction, content, status,
     twilio_message_sid, trace_id, task_id, created_at, sent_at, delivered_at, screen)
  select bench.id('text', t.thread, t.position), bench.tenant(t.thread),
    bench.id('thread', t.thread), bench.id('user', t.thread), t.position,
    case when t.inbound then 'user' else 'concierge' end,
    case when t.inbound then 'inbound' else 'outbound' end,
    'Text ' || t.position || ' of thread ' || t.thread || ': the regatta starts at nine, and the '
      'dock opens an hour before. Shall we meet there?',
    s.status,
    case when s.status <> 'queued_for_send' then bench.sid('text', t.thread, t.position) end,
    bench.id('trace', t.thread, t.turn),
    case when not (t.inbound and t.last) then bench.id('reply', t.thread, t.turn) end,
    t.at, case when s.status in ('sent', 'delivered') then t.at end,
    case when s.status = 'delivered' then t.at end,
    case when t.inbound then '{"version": "bench", "severity": "none"}'::jsonb end
  from bench.texts t cross join lateral (select case
    when t.inbound then 'received'
    when t.last and t.state = 'send' then 'queued_for_send'
    when t.last and t.state = 'news' then 'sent'
    else 'delivered' end as status) s;
$$;

create function bench.load_parts() returns void
language sql set session_replication_role = replica as $$
  insert into public.message_parts
    (id, tenant_id, message_id, part_index, part_count, body, encoding, segments, status,
     twilio_message_sid, lease_token, sending_at, accepted_at, delivered_at)
  select bench.id('part', t.thread, t.position), bench.tenant(t.thread),
    bench.id('text', t.thread, t.position), 0, 1, 'the words of the text', 'GSM-7', 1,
    case when t.last then 'sent' else 'delivered' end, bench.sid('text', t.thread, t.position),
    bench.id('send lease', t.thread, t.turn), t.at, t.at, case when not t.last then t.at end
  from bench.texts t where not t.inbound and not (t.last and t.state = 'send');
  insert into public.message_status_events
    (tenant_id, part_id, twilio_message_sid, status, received_at)
  select bench.tenant(t.thread), bench.id('part', t.thread, t.position),
    bench.sid('text', t.thread, t.position), 'delivered', t.at
  from bench.texts t where not t.inbound and not t.last;
$$;

create function bench.load_events() returns void
language sql set session_replication_role = replica as $$
  select private.make_partitions(now() - interval '2 months');
  insert into public.events
    (id, tenant_id, event_type, aggregate_id, aggregate_type, payload, processed, open_tasks,
     trace_id, created_at, created_by)
  select bench.id('event', t.thread, t.turn), bench.tenant(t.thread), 'message.received',
    bench.id('thread', t.thread), 'conversation', jsonb_build_object(
      'message_id', bench.id('text', t.thread, t.position),
      'conversation_id', bench.id('thread', t.thread), 'user_id', bench.id('user', t.thread)),
    not t.last, t.last::integer, bench.id('trace', t.thread, t.turn), t.at, 'twilio-webhook'
  from bench.texts t where t.inbound;
  insert into public.agent_actions_log
    (tenant_id, agent_type, action_type, user_id, context_id, context_type, task_id, trace_id,
     lease_token, status, outcome, model_used, input_tokens, output_tokens, cost_usd, created_at,
     settled_at)
  select bench.tenant(t.thread), 'concierge', 'llm_call', bench.id('user', t.thread),
    bench.id('thread', t.thread), 'conversation', bench.id('reply', t.thread, t.turn),
    bench.id('trace', t.thread, t.turn), bench.id('reply lease', t.thread, t.turn), 'settled', 'ok',
    'claude-sonnet-5-5', 2000, 100, 0.005, t.at, t.at
  from bench.texts t where t.inbound and not t.last;
$$;

create function bench.load_tasks() returns void
language sql set session_replication_role = replica as $$
  insert into private.lanes (lane_key, tenant_id, last_seq, function_name, priority, due)
    select k.kind || ':' || bench.id('thread', t.thread), bench.tenant(t.thread), t.turn,
      case when t.state = k.waiting then k.function_name end,
      case when t.state = k.waiting then 1 end, case when t.state = k.waiting then t.at end
    from bench.texts t cross join (values
      ('conversation', 'answer', 'concierge'), ('send', 'send', 'sms-sender'))
      k (kind, waiting, function_name)
    where t.last;
  -- Finished tasks are kept for thirty days.
  insert into public.agent_tasks
    (id, tenant_id, task_type, agent_type, user_id, context_id, context_type, scheduled_for,
     priority, status, context_json, created_at, created_by, completed_at, lane_key, seq,
     dedupe_key, debounced, lease_token, started_at, trace_id, event_ids)
  select bench.id(k.kind, t.thread, t.turn), bench.tenant(t.thread), k.task_type, k.agent_type,
    bench.id('user', t.thread), bench.id('thread', t.thread), 'conversation', t.at, 'high',
    case when w.waits then 'pending' else 'completed' end,
    jsonb_build_object('message_id', bench.id('text', t.thread, t.position),
      'conversation_id', bench.id('thread', t.thread)),
    t.at, 'bench', case when not w.waits then t.at end,
    k.lane_kind || ':' || bench.id('thread', t.thread), t.turn,
    case when t.inbound then bench.id('thread', t.thread)::text end, t.inbound,
    case when not w.waits then bench.id(k.kind || ' lease', t.thread, t.turn) end,
    case when not w.waits then t.at end, bench.id('trace', t.thread, t.turn),
    case when t.inbound then array[bench.id('event', t.thread, t.turn)] else '{}' end
  from bench.texts t
  join (values (true, 'reply', 'reply', 'concierge', 'conversation', 'answer'),
    (false, 'send', 'send_sms', 'system', 'send', 'send'))
    k (inbound, kind, task_type, agent_type, lane_kind, waiting) using (inbound)
  cross join lateral (select t.last and t.state = k.waiting as waits) w
  where t.at > now() - interval '30 days';
$$;
