-- For whom to decide next, and what was approved on its way: by which number, how many at once.

create function private.people_to_decide(people_max integer, at timestamptz) returns uuid[]
language plpgsql security invoker set search_path = '' as $$
declare
  each_max integer := greatest(100, people_to_decide.people_max / 10);
  wanted uuid[];
  most bigint;
begin
  -- Of each tenant few, and only if they were not enough more: of the many that wait for all
  -- tenants together most would be read in vain.
  loop
    select array_agg(p.user_id), max(p.most) into wanted, most from (
      select due.user_id, max(due.nth) as most from public.tenants t
      cross join lateral (
        select d.user_id, row_number() over (order by d.look_at) as nth from (
          select q.user_id, q.look_at from public.message_queue q
          where q.tenant_id = t.id and q.status = 'queued' and q.look_at <= people_to_decide.at
          order by q.look_at limit each_max) d) due
      -- The tenants in turn: who has most waiting does not go first.
      group by due.user_id order by min(due.nth) limit people_to_decide.people_max) p;
    exit when cardinality(wanted) = people_to_decide.people_max or most is null
      or most < each_max or each_max >= people_to_decide.people_max * 10;
    each_max := each_max * 10;
  end loop;
  return array(select u.id from public.users u where u.id = any (wanted)
    -- Whoever is locked is busy: their next turn comes in seconds.
    order by u.id for no key update skip locked);
end
$$;
comment on function private.people_to_decide(integer, timestamptz) is
  'Locks people for whom something is due, and never waits for one.';

create function private.choose_sender(tenant_id uuid, at timestamptz, nth bigint) returns uuid
language plpgsql stable security invoker set search_path = '' as $$
declare
  -- Of several numbers, as in a messaging service's pool, the one with least to do; it stays that
  -- person's.
  numbers uuid[] := array(
    select s.id from public.senders s left join private.sender_pace p on p.sender_id = s.id
    where s.tenant_id = choose_sender.tenant_id
      and (s.paused_at is null or not exists (select from public.senders o
        where o.tenant_id = s.tenant_id and o.paused_at is null))
    order by greatest(p.let_go_until, choose_sender.at), s.created_at, s.id);
begin
  -- Of several people, who all see the same, each has the next.
  return numbers[1 + choose_sender.nth % greatest(1, cardinality(numbers))];
end
$$;
comment on function private.choose_sender(uuid, timestamptz, bigint) is
  'The number from which somebody is texted who never texted one of ours, the nth of those who are '
  'decided at once, counted from zero; null: there is none.';

create function private.find_ways(people uuid[], at timestamptz) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  insert into public.conversations (tenant_id, user_id, phone_number, sender_id)
    select n.tenant_id, n.user_id, n.phone_number, s.id
    from (
      select u.tenant_id, u.id as user_id, u.phone_number,
        row_number() over (partition by u.tenant_id order by u.id) - 1 as nth
      from public.users u
      where u.id = any (find_ways.people)
        and exists (select from public.message_queue q where q.tenant_id = u.tenant_id
          and q.user_id = u.id and q.status = 'approved' and q.sender_id is null)
        and not exists (select from public.conversations c where c.tenant_id = u.tenant_id
          and c.user_id = u.id and c.channel = 'sms'
          and c.status in ('active', 'paused', 'archived'))) n
    cross join lateral (
      select private.choose_sender(n.tenant_id, find_ways.at, n.nth) as id) s
    where s.id is not null;
  update public.message_queue q set
    sender_id = case when not way.paused then way.sender_id end,
    conversation_context_id = way.id,
    status = case when way.id is null or way.paused then 'queued' else q.status end,
    status_reason = case when way.id is null then 'no_sender' when way.paused then 'paused'
      else q.status_reason end,
    look_at = case when way.id is null then find_ways.at + interval '1 hour'
      when way.paused then find_ways.at + interval '5 minutes' else q.look_at end
  from public.message_queue w
  left join lateral (
    select c.id, c.sender_id, s.paused_at is not null as paused
    from public.conversations c join public.senders s on s.id = c.sender_id
    where c.tenant_id = w.tenant_id and c.user_id = w.user_id and c.channel = 'sms'
      and c.status in ('active', 'paused', 'archived')
    -- Where it belongs, else where they last talked.
    order by c.id = w.conversation_context_id desc nulls last, c.last_message_at desc nulls last
    limit 1) way on true
  where q.id = w.id and w.user_id = any (find_ways.people) and w.status = 'approved'
    and w.sender_id is null;
end
$$;
comment on function private.find_ways(uuid[], timestamptz) is
  'The thread, and with it the number, from which each approved text of these people leaves. '
  'People locked.';

create function private.releasable(at timestamptz)
returns table (id uuid, user_id uuid, sender_id uuid, seconds numeric, nth bigint)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select w.id, w.user_id, s.id, w.seconds, w.nth
  from public.senders s
  join public.tenants t on t.id = s.tenant_id and t.paused_at is null
  left join private.sender_pace p on p.sender_id = s.id
  cross join lateral (
    select private.setting('release_seconds')
      - extract(epoch from greatest(p.let_go_until, releasable.at) - releasable.at) as seconds) room
  cross join lateral (
    select q.id, q.user_id, q.priority, q.seconds, row_number() over important as nth,
      sum(q.seconds) over important - q.seconds as before
    from (
      select q.*, array_position(array['urgent', 'high', 'medium', 'low'], q.priority) as rank,
        -- Segments are counted when it is sent; this is near enough to share a number out.
        (1 + coalesce(length(q.final_message), 0) / 153) / s.segments_per_second as seconds
      from public.message_queue q
      where q.sender_id = s.id and q.status = 'approved' and q.delivered_message_id is null
        and q.slot_at is null and q.status_reason is distinct from 'being_composed'
      order by rank, q.scheduled_for limit 1000) q
    window important as (order by q.rank, q.scheduled_for, q.arrival)) w
  where s.paused_at is null and (w.before < coalesce(room.seconds, 0) or w.priority = 'urgent')
  -- The numbers in turn.
  order by w.nth limit 1000;
end
$$;
comment on function private.releasable(timestamptz) is
  'The approved texts that their numbers can hand on in the next release_seconds, the urgent and '
  'then the important first.';

create function private.let_go(at timestamptz) returns bigint
language plpgsql security invoker set search_path = '' as $$
declare
  wanted uuid[] := array(select distinct r.user_id from private.releasable(let_go.at) r);
  people uuid[] := array(select u.id from public.users u where u.id = any (wanted)
    order by u.id for no key update skip locked);
  gone bigint;
begin
  -- Their threads in one order: a text numbers itself under its thread's lock.
  perform 1 from public.conversations c where c.id in (
      select q.conversation_context_id from public.message_queue q
      where q.user_id = any (people) and q.status = 'approved' and q.delivered_message_id is null)
    order by c.id for no key update;
  with ready as materialized (
    select r.* from private.releasable(let_go.at) r where r.user_id = any (people)
  ),
  gone as materialized (
    select r.sender_id, r.seconds, private.let_text_go(r.q, let_go.at) from (
      select r.*, f.q from ready r
      -- Each by its key alone, as no other index is asked for; in the order in which they leave.
      cross join lateral (select q from public.message_queue q where q.id = r.id offset 0) f
      where (f.q).status = 'approved' and (f.q).delivered_message_id is null
      order by r.nth, r.id offset 0) r
  ),
  paced as (
    insert into private.sender_pace as p (sender_id, let_go_until)
      select g.sender_id, let_go.at + make_interval(secs => sum(g.seconds)::double precision)
      from gone g group by 1 order by 1
      on conflict on constraint sender_pace_pkey do update set
        let_go_until = greatest(p.let_go_until, let_go.at) + (excluded.let_go_until - let_go.at)
  )
  select count(*) into gone from gone;
  return gone;
end
$$;
comment on function private.let_go(timestamptz) is
  'Puts approved texts on their way; how many. What is to be composed goes to the person''s agent.';

create function private.say(text public.message_queue, words text) returns uuid
language plpgsql security invoker set search_path = '' as $$
declare
  said uuid;
begin
  insert into public.messages
      (conversation_id, role, direction, content, status, purpose, trace_id)
    select text.conversation_context_id, private.agent_of(u), 'outbound', say.words, 'pending',
      case text.priority when 'urgent' then 'urgent' else 'proactive' end, text.trace_id
    from public.users u where u.id = text.user_id
    returning id into said;
  update public.message_queue q set
    delivered_message_id = said, status_reason = null, final_message = say.words,
    -- Words that an agent found are found anew, if they have to wait.
    requires_fresh_context = q.requires_fresh_context or q.final_message is null
  where q.id = text.id;
  return said;
end
$$;
comment on function private.say(public.message_queue, text) is
  'An approved text becomes a message. Its person locked.';

create function private.let_text_go(text public.message_queue, at timestamptz) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  if text.conversation_context_id is null then
    -- Its thread was deleted: it finds another, or none.
    perform private.put_back(text, 'no_sender', at);
    return;
  elsif text.priority = 'urgent' then
    insert into public.events
      (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id, created_by)
    values (text.tenant_id, 'outreach.rules_bypassed', text.id, 'queue_message',
      jsonb_build_object('queue_message_id', text.id, 'user_id', text.user_id, 'rules',
        (select array_remove(array[s.held, case when s.hour_left <= 0 then 'hourly_limit' end,
          case when s.day_left <= 0 then 'daily_limit' end], null)
          from private.standing(array[text.user_id], at) s)),
      text.trace_id, text.agent_id);
  end if;
  if text.final_message ~ '\S' and not text.requires_fresh_context then
    perform private.say(text, text.final_message);
    return;
  end if;
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, user_id, context_id, context_type, scheduled_for, priority,
     max_retries, context_json, created_by, dedupe_key, trace_id)
  select text.tenant_id, k.task_type, k.agent_type, text.user_id, text.id, 'queue_message', at,
    k.priority, k.max_retries, jsonb_build_object('queue_message_id', text.id,
      'conversation_id', text.conversation_context_id), text.agent_id, text.id, text.trace_id
  from private.task_types k where k.task_type = 'compose_outreach';
  update public.message_queue q set status_reason = 'being_composed' where q.id = text.id;
end
$$;
comment on function private.let_text_go(public.message_queue, timestamptz) is
  'Puts one approved text on its way, or has it put into words first. An urgent one says which '
  'rules did not hold it up. Its person locked.';

create function worker.process_outbound_messages(at timestamptz default now()) returns jsonb
language plpgsql security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
declare
  people uuid[];
  decided record;
  gone bigint;
begin
  -- Locked in a statement of its own; what follows reads a new snapshot. In one statement, 17 of
  -- 200 people were sent more than their limit.
  people := private.people_to_decide(private.setting('decide_people_max')::integer, at);
  perform private.stop_point('decide.locked');
  select * into decided from private.decide(people, at);
  if decided.approved > 0 then
    perform private.find_ways(people, at);
  end if;
  gone := private.let_go(at);
  perform private.stop_point('decide.let_go');
  return jsonb_build_object('people', cardinality(people), 'approved', decided.approved,
    'held', decided.held, 'ended', decided.ended, 'let_go', gone);
end
$$;
comment on function worker.process_outbound_messages(timestamptz) is
  'The orchestrator: decides what waits for up to decide_people_max people, and lets go what was '
  'approved. {people, approved, held, ended, let_go}; more may be due while people is not 0.';
