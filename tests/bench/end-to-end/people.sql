-- People in the middle of a conversation, with all that their texts have left behind: every turn of
-- the bench has the same to read, and the planner knows tables that are in use.

create schema bench;

create table bench.turns (
  nth bigint, tenant_id uuid, user_id uuid, conversation_id uuid, at timestamptz,
  event_id uuid default gen_random_uuid(), trace_id uuid default gen_random_uuid(),
  reply_task uuid default gen_random_uuid(), send_task uuid default gen_random_uuid(),
  reply_lease uuid default gen_random_uuid(), send_lease uuid default gen_random_uuid(),
  text_in uuid default gen_random_uuid(), text_out uuid default gen_random_uuid(),
  part_id uuid default gen_random_uuid()
);

create function bench.load_people(people bigint, turns bigint) returns void
language sql set session_replication_role = replica as $$
  with person as (
    insert into public.users
      (tenant_id, phone_number, first_name, last_name, company, title, email, email_verified,
       verified, poc_agent_type, timezone, last_active_at, texted_at)
    select s.tenant_id, '+1213555' || lpad(n::text, 4, '0'), 'Person', 'Of Bench',
      'Example Yachts', 'Skipper', 'person-' || n || '@bench.example', true, true, 'concierge',
      'America/New_York', now(), now() - interval '1 hour'
    from generate_series(0, load_people.people - 1) n
    join public.senders s on s.phone_number = '+14155550100'
    returning id, tenant_id, phone_number
  ),
  thread as (
    insert into public.conversations
      (tenant_id, user_id, phone_number, sender_id, last_position, last_inbound_position,
       messages_since_summary, created_at, last_message_at)
    select p.tenant_id, p.id, p.phone_number, s.id, 2 * load_people.turns,
      2 * load_people.turns - 1, 2 * load_people.turns, now() - interval '1 day',
      now() - interval '1 hour'
    from person p join public.senders s on s.phone_number = '+14155550100'
    returning id, tenant_id, user_id
  )
  insert into bench.turns (nth, tenant_id, user_id, conversation_id, at)
    select n, t.tenant_id, t.user_id, t.id, now() - interval '2 hours' + n * interval '1 minute'
    from thread t cross join generate_series(1, load_people.turns) n
$$;

create function bench.load_texts() returns void
language sql set session_replication_role = replica as $$
  insert into public.messages
    (id, tenant_id, conversation_id, user_id, position, role, direction, content, status,
     twilio_message_sid, trace_id, task_id, created_at, screen)
  select t.text_in, t.tenant_id, t.conversation_id, t.user_id, 2 * t.nth - 1, 'user', 'inbound',
    'The regatta starts at nine, and the dock opens an hour before. Shall we meet there?',
    'received', 'SM' || md5(t.text_in::text), t.trace_id, t.reply_task, t.at,
    '{"version": "bench", "severity": "none"}'
  from bench.turns t;
  insert into public.messages
    (id, tenant_id, conversation_id, user_id, position, role, direction, content, status,
     twilio_message_sid, trace_id, task_id, created_at, sent_at, delivered_at)
  select t.text_out, t.tenant_id, t.conversation_id, t.user_id, 2 * t.nth, 'concierge', 'outbound',
    'It does, and the coffee is on the dock from eight. I will tell the others that you come.',
    'delivered', 'SM' || md5(t.text_out::text), t.trace_id, t.reply_task, t.at, t.at, t.at
  from bench.turns t;
  insert into public.message_parts
    (id, tenant_id, message_id, part_index, part_count, body, encoding, segments, status,
     twilio_message_sid, lease_token, sending_at, accepted_at, delivered_at)
  select t.part_id, t.tenant_id, t.text_out, 0, 1,
    'It does, and the coffee is on the dock from eight. I will tell the others that you come.',
    'GSM-7', 1, 'delivered', 'SM' || md5(t.text_out::text), t.send_lease, t.at, t.at, t.at
  from bench.turns t;
  insert into public.message_status_events
    (tenant_id, part_id, twilio_message_sid, status, received_at)
  select t.tenant_id, t.part_id, 'SM' || md5(t.text_out::text), 'delivered', t.at
  from bench.turns t;
$$;

create function bench.load_work() returns void
language sql set session_replication_role = replica as $$
  insert into private.lanes (lane_key, tenant_id, last_seq)
    select k.kind || ':' || t.conversation_id, t.tenant_id, max(t.nth)
    from bench.turns t cross join (values ('conversation'), ('send')) k (kind)
    group by k.kind, t.conversation_id, t.tenant_id;
  insert into public.events
    (id, tenant_id, event_type, aggregate_id, aggregate_type, payload, processed, open_tasks,
     trace_id, created_at, created_by)
  select t.event_id, t.tenant_id, 'message.received', t.conversation_id, 'conversation',
    jsonb_build_object('message_id', t.text_in, 'conversation_id', t.conversation_id,
      'user_id', t.user_id), true, 0, t.trace_id, t.at, 'twilio-webhook'
  from bench.turns t;
  insert into public.agent_tasks
    (id, tenant_id, task_type, agent_type, user_id, context_id, context_type, scheduled_for,
     priority, status, context_json, created_at, created_by, completed_at, lane_key, seq,
     dedupe_key, debounced, lease_token, started_at, trace_id, event_ids)
  select t.reply_task, t.tenant_id, 'reply', 'concierge', t.user_id, t.conversation_id,
    'conversation', t.at, 'high', 'completed', jsonb_build_object('message_id', t.text_in,
      'conversation_id', t.conversation_id, 'user_id', t.user_id), t.at, 'bench', t.at,
    'conversation:' || t.conversation_id, t.nth, t.conversation_id::text, true, t.reply_lease,
    t.at, t.trace_id, array[t.event_id]
  from bench.turns t
  union all
  select t.send_task, t.tenant_id, 'send_sms', 'system', t.user_id, t.text_out, 'message', t.at,
    'high', 'completed', jsonb_build_object('message_id', t.text_out,
      'conversation_id', t.conversation_id), t.at, 'bench', t.at, 'send:' || t.conversation_id,
    t.nth, null, false, t.send_lease, t.at, t.trace_id, '{}'
  from bench.turns t;
  insert into public.agent_actions_log
    (tenant_id, agent_type, action_type, user_id, context_id, context_type, task_id, trace_id,
     lease_token, status, outcome, model_used, input_tokens, output_tokens, cost_usd, created_at,
     settled_at)
  select t.tenant_id, 'concierge', 'llm_call', t.user_id, t.conversation_id, 'conversation',
    t.reply_task, t.trace_id, t.reply_lease, 'settled', 'ok', 'claude-sonnet-5-5', 1000, 20, 0.002,
    t.at, t.at
  from bench.turns t;
$$;
