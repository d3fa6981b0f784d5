-- People for whom texts wait, and what was decided for them long ago: the counts are parameters,
-- everything else follows from them. Ids are hashes of what they name, so that they can be said
-- again.

create schema bench;

create function bench.id(kind text, nth bigint) returns uuid
language sql immutable parallel safe as $$ select md5(kind || nth::text)::uuid $$;

-- A Thursday on which it is day in three of the five zones, and night in two.
create function bench.at() returns timestamptz
language sql immutable as $$ select timestamptz '2026-11-26 17:00Z' $$;

create function bench.load_people(people integer, tenants integer) returns void
language sql set session_replication_role = replica as $$
  insert into public.tenants (id, slug, name, product)
    select bench.id('tenant', n), 'bench-' || n, 'Bench ' || n, 'network'
    from generate_series(0, tenants - 1) n;
  -- So fast that pace is not what is measured.
  insert into public.senders
      (id, tenant_id, phone_number, account_sid, auth_token_secret, segments_per_second)
    select bench.id('sender', n), bench.id('tenant', n), '+1415555' || lpad(n::text, 4, '0'),
      'AC' || md5('account' || n), 'twilio_auth_token', 1000000
    from generate_series(0, tenants - 1) n;
  insert into public.users (id, tenant_id, phone_number, verified, poc_agent_type, timezone)
    select bench.id('person', n), bench.id('tenant', n % tenants),
      '+1' || (200 + n / 100) || '55501' || lpad((n % 100)::text, 2, '0'), true, 'concierge',
      (array['America/New_York', 'America/Los_Angeles', 'Europe/London', 'Asia/Kolkata',
        'Australia/Sydney'])[1 + n / tenants % 5]
    from generate_series(0, people - 1) n;
  insert into public.conversations (id, tenant_id, user_id, phone_number, sender_id)
    select bench.id('thread', n), u.tenant_id, u.id, u.phone_number,
      bench.id('sender', n % tenants)
    from generate_series(0, people - 1) n join public.users u on u.id = bench.id('person', n);
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select u.tenant_id, u.id, 'first_contact', 'texted_in'
    from generate_series(0, people - 1) n join public.users u on u.id = bench.id('person', n);
$$;

-- What each has said and been told long ago: the planner knows tables that are in use.
create function bench.load_past(people integer) returns void
language sql set session_replication_role = replica as $$
  insert into public.messages (id, tenant_id, conversation_id, user_id, position, role, direction,
      content, status, created_at, sent_at, delivered_at, screen)
    select bench.id(k.role, n), c.tenant_id, c.id, c.user_id, k.position, k.role, k.direction,
      'Good morning', k.status, w.at, o.at, o.at, k.screen
    from generate_series(0, people - 1) n
    join public.conversations c on c.id = bench.id('thread', n)
    cross join (values (bench.at() - interval '90 days')) w (at)
    cross join (values ('user', 'inbound', 'received', 1,
        '{"version": "bench", "severity": "none"}'::jsonb),
      ('concierge', 'outbound', 'delivered', 2, null))
      k (role, direction, status, position, screen)
    cross join lateral (select case k.direction when 'outbound' then w.at end as at) o;
  update public.conversations set last_position = 2, last_inbound_position = 1;
  insert into public.agent_tasks (id, tenant_id, task_type, agent_type, user_id, scheduled_for,
      status, context_json, completed_at, lane_key, seq, created_at)
    select bench.id('task', n), c.tenant_id, 'send_sms', 'system', c.user_id, w.at, 'completed',
      jsonb_build_object('message_id', bench.id('concierge', n)), w.at, 'send:' || c.id, 1, w.at
    from generate_series(0, people - 1) n
    join public.conversations c on c.id = bench.id('thread', n)
    cross join (values (bench.at() - interval '90 days')) w (at);
  insert into private.lanes (lane_key, tenant_id, last_seq)
    select 'send:' || c.id, c.tenant_id, 1 from public.conversations c;
$$;

-- Ten texts a person, all due: of every priority, a third on a subject of which there are two,
-- every fifth person's last three a sequence, some whose time is over.
create function bench.queue_texts(people integer) returns void
language sql as $$
  insert into public.message_queue (id, tenant_id, user_id, agent_id, message_data, final_message,
      scheduled_for, priority, subject, sequence_id, sequence_position, sequence_total, expires_at)
    select bench.id('text', p * 10 + n), u.tenant_id, u.id, 'concierge', '{}',
      'Somebody whom you may want to meet is in town this week. Shall I ask?',
      bench.at() - (n * 61 + p % 60) * interval '1 second',
      (array['low', 'medium', 'high', 'medium', 'low'])[1 + (n + p) % 5],
      case when n % 3 = 1 then 'subject-' || n % 2 end,
      case when n > 6 and p % 5 = 0 then bench.id('sequence', p) end,
      case when n > 6 and p % 5 = 0 then n - 6 end,
      case when n > 6 and p % 5 = 0 then 3 end,
      case when (n + p) % 25 = 0 then bench.at() - interval '1 second' end
    from generate_series(0, people - 1) p
    join public.users u on u.id = bench.id('person', p)
    cross join generate_series(0, 9) n
$$;

-- Sent or expired, over the sixty days before; of the same people, and on their subjects.
create function bench.load_history(texts integer, people integer) returns void
language sql set session_replication_role = replica as $$
  insert into public.message_queue (id, tenant_id, user_id, agent_id, message_data, final_message,
      scheduled_for, look_at, priority, status, status_reason, subject, sender_id,
      conversation_context_id, approved_at, slot_at, sent_at, expires_at, created_at)
    select bench.id('old', n), u.tenant_id, u.id, 'concierge', '{}', 'Shall I ask?', w.at, w.at,
      'medium', case when w.sent then 'sent' else 'expired' end,
      case when not w.sent then 'expired' end,
      case when n / people % 3 = 1 then 'subject-' || n / people % 2 end,
      c.sender_id, c.id, case when w.sent then w.at end, case when w.sent then w.at end,
      case when w.sent then w.at end, w.at + interval '1 day', w.at
    from generate_series(0, texts - 1) n
    join public.users u on u.id = bench.id('person', n % people)
    join public.conversations c on c.id = bench.id('thread', n % people)
    cross join lateral (select n / people % 5 > 0 as sent,
      bench.at() - interval '60 days' + n * (interval '58 days' / texts) as at) w;
  insert into public.user_message_budget (tenant_id, user_id, date, messages_sent, slots_at)
    select q.tenant_id, q.user_id, q.slot_at::date, count(*), array_agg(q.slot_at)
    from public.message_queue q where q.status = 'sent' group by 1, 2, 3;
$$;

-- As it was before anything was decided or let go.
create function bench.start_again(people integer) returns void
language plpgsql as $$
begin
  set local session_replication_role = replica;
  delete from public.message_queue q
    using generate_series(0, people * 10 - 1) n where q.id = bench.id('text', n);
  delete from public.user_message_budget b where b.date >= bench.at()::date - 1;
  delete from private.mornings;
  delete from private.sender_pace;
  delete from public.agent_tasks where seq is distinct from 1;
  update private.lanes set last_seq = 1, function_name = null, priority = null, due = null,
    rung_at = null where due is not null or last_seq > 1;
  delete from public.messages where position > 2;
  truncate net.http_request_queue;
  update public.conversations set last_position = 2 where last_position > 2;
  set local session_replication_role = origin;
  perform bench.queue_texts(people);
end
$$;

-- What is compared: an update of as many rows as deciding so many people's texts has, looked up by
-- their keys, that changes the same columns.
create table bench.batches (nth integer primary key, ids uuid[] not null);
create function bench.load_batches(people integer, each integer) returns void
language sql as $$
  insert into bench.batches
    select n, array(select bench.id('text', t)
      from generate_series(n * each * 10, least((n + 1) * each, people) * 10 - 1) t)
    from generate_series(0, (people - 1) / each) n
$$;
create function bench.update_plainly(nth integer) returns bigint
language plpgsql set plan_cache_mode = 'force_generic_plan' as $$
declare
  updated bigint;
begin
  with updated as (
    update public.message_queue q
      set status_reason = 'hourly_limit', look_at = bench.at() + interval '1 hour'
    from (select i.id from bench.batches b cross join unnest(b.ids) i (id)
      where b.nth = update_plainly.nth) b
    where q.id = b.id returning q.id
  )
  select count(*) into updated from updated;
  return updated;
end
$$;

create function bench.decide(people_max integer) returns bigint
language plpgsql set plan_cache_mode = 'force_generic_plan' as $$
declare
  people uuid[] := private.people_to_decide(people_max, bench.at());
begin
  return (select d.approved + d.held + d.ended from private.decide(people, bench.at()) d);
end
$$;
