-- Taking work: answering the bell, choosing lanes fairly, leasing them, and what a turn may know.

create function worker.answer_bell(function_name text) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  -- Waits for every transaction that saw the bell up and is about to commit: see private.ring.
  perform pg_advisory_xact_lock(hashtext('bell'), hashtext(answer_bell.function_name));
  perform private.stop_point('bell.answered');
  update private.bells b set pending = false where b.function_name = answer_bell.function_name;
end
$$;
comment on function worker.answer_bell(text) is
  'Puts a function''s bell down. In its own commit, before the claim that follows.';

create function private.lowest_priority(function_name text, tenant_id uuid) returns integer
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case when exists (select from private.functions f
      where f.name = lowest_priority.function_name and f.paused_at is not null)
    or exists (select from public.tenants n
      where n.id = lowest_priority.tenant_id and n.paused_at is not null) then 0 else 3 end;
end
$$;
comment on function private.lowest_priority(text, uuid) is
  'What may be claimed of a tenant for a function: while either is paused what is urgent alone (a '
  'crisis, and who is alerted of it), else everything.';

create function private.due_lanes_of(
  function_name text, tenant_id uuid, lanes_max integer, at timestamptz
) returns setof private.lanes
language plpgsql stable security invoker set search_path = ''
-- By lanes_due alone, whatever the planner believes of tenants: by lanes_next_due a tenant with one
-- lane would wait until all of another's had been read past. Hence, too, a range of one priority.
set enable_sort = off as $$
begin
  return query
  select l.* from generate_series(0,
    private.lowest_priority(due_lanes_of.function_name, due_lanes_of.tenant_id)) p (priority)
  cross join lateral (
    select * from private.lanes l
    where l.function_name = due_lanes_of.function_name and l.tenant_id = due_lanes_of.tenant_id
      and l.priority >= p.priority and l.priority <= p.priority and l.due is not null
    order by l.priority, l.due limit due_lanes_of.lanes_max) l
  where l.due <= due_lanes_of.at
  order by l.priority, l.due limit due_lanes_of.lanes_max;
end
$$;
comment on function private.due_lanes_of(text, uuid, integer, timestamptz) is
  'A tenant''s due lanes of a function, the urgent first, then the oldest; no others of what is '
  'paused.';

create function private.due_lanes(function_name text, lanes_max integer, at timestamptz)
returns setof text
language plpgsql volatile security invoker set search_path = '' as $$
declare
  -- Round the tenants that have something, each time from elsewhere: a claim looks at so many of
  -- them as it wants lanes, and in the end at all.
  begin_at constant uuid := gen_random_uuid();
  here uuid := begin_at;
  wrapped boolean := false;
  looked_at uuid[] := '{}';
begin
  while cardinality(looked_at) < due_lanes.lanes_max loop
    -- The next entry of lanes_due, which no other index can give.
    select case when l.function_name = due_lanes.function_name then l.tenant_id end into here
      from private.lanes l
      where (l.function_name, l.tenant_id) > (due_lanes.function_name, here) and l.due is not null
      order by l.function_name, l.tenant_id limit 1;
    if here is null then
      exit when wrapped;
      wrapped := true;
      here := '00000000-0000-0000-0000-000000000000';
      continue;
    end if;
    exit when wrapped and here > begin_at;
    if exists (select from private.due_lanes_of(due_lanes.function_name, here, 1, at)) then
      looked_at := looked_at || here;
    end if;
  end loop;
  return query
  select picked.lane_key
  from unnest(looked_at) tenants (tenant_id)
  cross join lateral (
    select l.lane_key, l.priority, row_number() over (order by l.priority, l.due)
      -- What a tenant has in work has had its turn.
      + (select count(*) from private.leases s where s.tenant_id = looked.tenant_id
        and s.function_name = due_lanes.function_name and s.expires_at <> 'infinity') as turn
    from (select tenants.tenant_id) looked
    cross join lateral private.due_lanes_of(
      due_lanes.function_name, looked.tenant_id, due_lanes.lanes_max, due_lanes.at) l
  ) picked
  -- By chance between equals: whose lane has waited longest would go first every time.
  order by picked.turn, picked.priority, random();
end
$$;
comment on function private.due_lanes(text, integer, timestamptz) is
  'Due lanes of a function, the tenants in turn; within one by priority, then by age. Unlocked: '
  'the claim locks those it still finds due.';

create function private.turns_with(turns_at timestamptz[], at timestamptz, tenant_id uuid)
returns timestamptz[]
language plpgsql stable security invoker set search_path = '' as $$
declare
  -- Asked once, not of each turn.
  since constant timestamptz := turns_with.at - make_interval(secs =>
    private.setting('turns_window_seconds', turns_with.tenant_id)::double precision);
begin
  return array(select t from unnest(turns_with.turns_at) t where t > since order by t)
    || turns_with.at;
end
$$;
comment on function private.turns_with(timestamptz[], timestamptz, uuid) is
  'The turns that still count, and the one that begins.';

create function private.leases_free(function_name text) returns integer
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select case when f.leases_max is null then 1000 else f.leases_max - (
      select count(*)::integer from private.leases l
      -- One that the sweep has set aside is nobody's work.
      where l.function_name = f.name and l.expires_at <> 'infinity') end
    from private.functions f
    where f.name = leases_free.function_name and f.paused_at is null);
end
$$;
comment on function private.leases_free(text) is
  'How many lanes more this function may work on now; null when it is paused, or there is none.';

create function private.lease_lanes(function_name text, lanes_max integer, at timestamptz)
returns setof private.leases
language plpgsql security invoker set search_path = '' as $$
declare
  room integer := lease_lanes.lanes_max;
  cap integer;
  chosen text[];
begin
  select f.leases_max into cap from private.functions f where f.name = lease_lanes.function_name;
  if not found then
    return;
  elsif cap is not null then
    -- One claimer at a time counts, and sees what the one before has leased, or a pause.
    perform 1 from private.functions f where f.name = lease_lanes.function_name
      for no key update;
    -- Null while it is paused: what is urgent is not counted.
    room := least(room, private.leases_free(lease_lanes.function_name));
  end if;
  if room <= 0 then
    return;
  end if;
  -- More than are wanted, since another claimer may have some of them locked by now. As an array:
  -- of a function the planner expects a thousand rows, and would read every lane there is.
  chosen := array(select private.due_lanes(lease_lanes.function_name, room + 8, at));
  return query
  with locked as (
    select l.lane_key, l.tenant_id
    from unnest(chosen) with ordinality c (lane_key, nth) join private.lanes l using (lane_key)
    where l.due <= lease_lanes.at and l.function_name = lease_lanes.function_name
    order by c.nth limit room for no key update of l skip locked
  ),
  leased as (
    insert into private.leases (lane_key, tenant_id, function_name, claimed_at, expires_at)
    select k.lane_key, k.tenant_id, lease_lanes.function_name, clock_timestamp(),
      clock_timestamp() + make_interval(secs => private.setting('lease_seconds')::double precision)
    from locked k
    returning *
  ),
  marked as (
    update private.lanes l set lease_token = s.token, due = null,
      turns_at = case when starts_with(l.lane_key, 'conversation:')
        then private.turns_with(l.turns_at, lease_lanes.at, l.tenant_id) else l.turns_at end
    from leased s where l.lane_key = s.lane_key
    returning l.lane_key
  )
  select s.* from leased s join marked using (lane_key);
end
$$;
comment on function private.lease_lanes(text, integer, timestamptz) is
  'First statement of a claim: due lanes are locked (never waited for) and leased.';

create function private.take_tasks(leases private.leases[], at timestamptz)
returns setof public.agent_tasks
language plpgsql security invoker set search_path = '' as $$
begin
  return query
  with leased as (
    select s.token, s.lane_key, s.function_name,
      case when l.careful then 1 else f.batch_max end as batch
    from unnest(take_tasks.leases) s
    join private.lanes l on l.lane_key = s.lane_key
    join private.functions f on f.name = s.function_name
  ),
  due as (
    select s.token, d.id, row_number() over lane as nth,
      -- Up to the first task that is another function's: the person's agent may have changed.
      bool_and(d.function_name = s.function_name) over lane as ours
    from leased s
    -- A task that was put back and is not due yet: nothing behind it may pass.
    cross join lateral (
      select coalesce(min(b.seq), 9223372036854775807) as seq from public.agent_tasks b
      where b.lane_key = s.lane_key and b.status = 'pending' and b.blocking
        and b.scheduled_for > take_tasks.at) wall
    cross join lateral (
      select t.id, t.seq, coalesce(k.function_name, private.agent_of(u)) as function_name
      from public.agent_tasks t
      join private.task_types k on k.task_type = t.task_type
      left join public.users u on u.id = t.user_id
      where t.lane_key = s.lane_key and t.status = 'pending' and t.seq < wall.seq
        and t.scheduled_for <= take_tasks.at
      order by t.seq limit s.batch) d
    window lane as (partition by s.token order by d.seq)
  )
  update public.agent_tasks t set
    status = 'processing', lease_token = d.token, last_attempted_at = clock_timestamp(),
    started_at = case d.nth when 1 then clock_timestamp() end
  from due d where d.ours and t.id = d.id
  returning t.*;
end
$$;
comment on function private.take_tasks(private.leases[], timestamptz) is
  'Second statement of a claim, in a new snapshot: of each lane its due tasks in order, one batch. '
  'Only the first of a batch counts as started; the others do when their work begins.';

-- What a turn may know. -------------------------------------------------------------------------

create function private.reply_context(lease private.leases, task public.agent_tasks)
returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  thread public.conversations;
  person public.users;
  variant public.agent_instances;
  agent text;
  view jsonb;
  known jsonb := private.nothing_in_view();
begin
  select * into thread from public.conversations c
    where c.id = (task.context_json ->> 'conversation_id')::uuid;
  select * into person from public.users u where u.id = thread.user_id;
  agent := lease.function_name;
  variant := private.instance_of(agent, person.tenant_id, person.id);
  -- The last 20, and whatever waits from before them: no text is answered unseen.
  view := private.messages_view(thread.id, least(greatest(thread.last_position - 20, 0),
    (select min(m.position) - 1 from public.messages m where m.conversation_id = thread.id
      and m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null)));
  if agent in ('concierge', 'innovator') then
    known := private.member_view(person, task);
  end if;
  update private.leases l set
    watermark = coalesce((view -> -1 ->> 'position')::bigint, 0), handles = known -> 'handles',
    answers_from = (select min((m.value ->> 'position')::bigint) from jsonb_array_elements(view) m
      where (m.value ->> 'fresh')::boolean)
  where l.token = lease.token
  returning * into lease;
  update public.agent_tasks t set agent_type = agent where t.id = task.id;
  return jsonb_build_object(
    'kind', 'reply', 'agent_type', agent,
    'tenant', private.tenant_view(person.tenant_id),
    'user', jsonb_build_object('id', person.id, 'first_name', person.first_name,
      'last_name', person.last_name, 'company', person.company, 'title', person.title,
      'email', person.email, 'linkedin_url', person.linkedin_url,
      'name_dropped', person.name_dropped, 'innovator', person.innovator,
      'verified', person.verified, 'timezone', person.timezone),
    'conversation', jsonb_build_object('id', thread.id, 'summary', thread.conversation_summary,
      'message_count', thread.last_position, 'channel', thread.channel,
      'first_contact', not exists (select 1 from public.messages m
        where m.conversation_id = thread.id and m.direction = 'outbound'
          and m.status not in ('cancelled', 'failed'))),
    'messages', view,
    'today', private.today_of(person),
    'watermark', lease.watermark,
    'instance', private.instance_view(variant),
    'refusal', task.refusal,
    'follow_up', case task.task_type
      when 'schedule_followup' then task.context_json ->> 'about' end,
    'outreach', private.outreach_view(task),
    'door', private.door_view(person, task),
    'provider', case when agent = 'innovator' then private.provider_view(person) end,
    'crisis', private.crisis_view(person),
    'coaching', case when agent = 'coach' then private.coaching_view(person) end,
    'interrupted', exists (select from public.message_queue q where q.tenant_id = thread.tenant_id
      and q.user_id = thread.user_id and q.status = 'queued' and q.sequence_paused_at is not null))
    || (known - 'handles')
    || case when agent = 'assistant' then private.house_view(person.tenant_id) else '{}' end;
end
$$;
comment on function private.reply_context(private.leases, public.agent_tasks) is
  'Context of a reply turn: the person without their number, the summary, the last 20 messages, '
  'and the watermark: the newest text it answers.';

create function private.instance_view(variant public.agent_instances) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return jsonb_build_object('id', variant.id, 'prompt_version', variant.prompt_version,
    'model', variant.model, 'max_tokens', variant.max_tokens,
    'effort', variant.config_json ->> 'effort');
end
$$;
comment on function private.instance_view(public.agent_instances) is
  'What a turn must know of its variant.';

create function private.today_of(person public.users) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  today date := private.local_day(person, now());
begin
  return jsonb_build_object('date', today, 'weekday', to_char(today, 'FMDay'),
    'zone', private.day_zone(person));
end
$$;
comment on function private.today_of(public.users) is
  'What day it is for somebody, and by which zone.';

create function private.outreach_view(task public.agent_tasks) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  if task.task_type <> 'compose_outreach' then
    return null;
  end if;
  return (
    select jsonb_build_object('wanted_by', q.agent_id, 'wanted_at', q.created_at,
      'draft', q.final_message, 'about', (select coalesce(jsonb_object_agg(d.key, d.value), '{}')
        from jsonb_each(q.message_data) d where d.key !~ '_ids?$'))
    from public.message_queue q where q.id = task.context_id);
end
$$;
comment on function private.outreach_view(public.agent_tasks) is
  'The proactive text that this turn is to put into words: who wanted it, what it is about, and '
  'a draft, if there is one. What it says of ids is for us. Null of any other turn.';

create function private.tenant_view(tenant_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select jsonb_build_object('id', t.id, 'name', t.name, 'product', t.product,
      'link_hosts', t.link_hosts)
    from public.tenants t where t.id = tenant_view.tenant_id);
end
$$;
comment on function private.tenant_view(uuid) is 'What an agent may know of its tenant.';

create function private.messages_view(conversation_id uuid, after_position bigint)
returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
        'position', m.position, 'created_at', m.created_at,
        -- The token of a link opens somebody's data or list: it is theirs, and no model's.
        'content', regexp_replace(m.content, '(#|token=)[0-9a-f]{48}', '\1…', 'g'),
        'role', case when m.role in ('user', 'system') then m.role else 'assistant' end,
        'fresh', m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null)
      order by m.position), '[]')
    from (
      select * from public.messages m
      where m.conversation_id = messages_view.conversation_id
        and m.position > messages_view.after_position
        and m.status not in ('cancelled', 'failed')
        -- Said to the carrier, or by a thumb: no part of what is talked about.
        and coalesce(m.unanswered_reason, '')
          not in ('opt_out_word', 'opt_in_word', 'help_word', 'reaction')
      order by m.position limit 200) m);
end
$$;
comment on function private.messages_view(uuid, bigint) is
  'Messages after a position, oldest first, at most 200, without the carrier''s words and thumbs. '
  'fresh: no turn has taken it yet.';

create function private.summary_context(lease private.leases, task public.agent_tasks)
returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  thread public.conversations;
  variant public.agent_instances;
  view jsonb;
begin
  select * into thread from public.conversations c
    where c.id = (task.context_json ->> 'conversation_id')::uuid;
  variant := private.instance_of('conversation-summary', thread.tenant_id, thread.user_id);
  view := private.messages_view(thread.id, thread.summary_position);
  update private.leases l set
    -- What a view leaves out at its end is seen, too; unless it ends because it is full.
    watermark = greatest((view -> -1 ->> 'position')::bigint,
      case when jsonb_array_length(view) < 200 then thread.last_position
        else thread.summary_position end)
  where l.token = lease.token
  returning * into lease;
  return jsonb_build_object(
    'kind', 'summary', 'agent_type', 'conversation-summary',
    'tenant', private.tenant_view(thread.tenant_id),
    'user', jsonb_build_object('id', thread.user_id),
    'conversation', jsonb_build_object('id', thread.id, 'summary', thread.conversation_summary),
    'messages', view, 'watermark', lease.watermark,
    'instance', private.instance_view(variant));
end
$$;
comment on function private.summary_context(private.leases, public.agent_tasks) is
  'Context of a summary: the old one and the messages since.';

create function private.send_context(task public.agent_tasks) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'message', jsonb_build_object('id', m.id, 'content', m.content, 'status', m.status,
        'to', c.phone_number),
      'sender', jsonb_build_object('id', s.id, 'phone_number', s.phone_number,
        'account_sid', s.account_sid, 'messaging_service_sid', s.messaging_service_sid),
      'parts', coalesce((select jsonb_agg(jsonb_build_object(
          'id', p.id, 'part_index', p.part_index, 'status', p.status, 'body', p.body,
          'twilio_message_sid', p.twilio_message_sid, 'sending_at', p.sending_at,
          'sending_seconds', extract(epoch from clock_timestamp() - p.sending_at))
          order by p.part_index)
        from public.message_parts p where p.message_id = m.id), '[]'))
    from public.messages m
    join public.conversations c on c.id = m.conversation_id
    join public.senders s on s.id = c.sender_id
    where m.id = (send_context.task.context_json ->> 'message_id')::uuid);
end
$$;
comment on function private.send_context(public.agent_tasks) is
  'Context of one text out: its words, both numbers, and what became of its parts so far.';

create function private.turn_of(lease private.leases, tasks public.agent_tasks[])
returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  head public.agent_tasks := tasks[1];
begin
  return jsonb_build_object(
    'lease', lease.token, 'lane_key', lease.lane_key, 'tenant_id', lease.tenant_id,
    'trace_id', head.trace_id,
    'tasks', (select jsonb_agg(jsonb_build_object(
        'id', t.id, 'task_type', t.task_type, 'trace_id', t.trace_id,
        'attempt', t.retry_count + 1,
        'context', case when t.task_type = 'send_sms' then private.send_context(t)
          else t.context_json end) order by t.seq)
      from unnest(tasks) t),
    'context', case head.task_type
      when 'reply' then private.reply_context(lease, head)
      when 'schedule_followup' then private.reply_context(lease, head)
      when 'compose_outreach' then private.reply_context(lease, head)
      when 'welcome' then private.reply_context(lease, head)
      when 'create_conversation_summary' then private.summary_context(lease, head)
      when 'rank_priorities' then private.ranking_context(lease, head)
      when 'process_community_request' then private.request_context(head)
      when 'judge_answer' then private.answer_context(head)
      when 'close_community_loop' then private.loop_context(lease, head)
      when 'review_crisis' then private.review_context(head)
      when 'match_intro_opportunities' then private.matching_context(lease, head)
      when 'analysis_job' then private.analysis_context(lease, head)
      when 'send_sms' then '{"kind": "send"}'
      else case when starts_with(lease.lane_key, 'workflow:')
        then private.solution_context(lease, head) else '{"kind": "task"}' end end);
end
$$;
comment on function private.turn_of(private.leases, public.agent_tasks[]) is
  'A leased lane as its function receives it: supabase/functions/_shared/worker/turn.ts. Tasks of '
  'a kind that is not named here come with what their own context_json says.';

create function private.forget_turns(lane_keys text[]) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update private.lanes l set turns_at = l.turns_at[:cardinality(l.turns_at) - 1]
    where l.lane_key = any (forget_turns.lane_keys) and l.turns_at <> '{}';
end
$$;
comment on function private.forget_turns(text[]) is
  'The last claim of these lanes was no turn: nothing came of it, and nobody paid. Lanes locked.';

create function private.hand_out(lease private.leases, tasks public.agent_tasks[])
returns jsonb
language plpgsql security invoker set search_path = '' as $$
begin
  if private.is_too_far(tasks[1].hop) then
    raise warning '% agents have woken one another in %', tasks[1].hop, lease.lane_key;
  else
    -- In a block of its own: one lane whose context cannot be made must not stop the others.
    begin
      return private.turn_of(lease, tasks);
    exception
      when deadlock_detected or serialization_failure or query_canceled then
        raise;
      when others then
        raise warning 'no context for %: %', lease.lane_key, sqlstate;
    end;
  end if;
  -- The sweep takes the lease back, counts the try, and in the end buries the task.
  update private.leases l set expires_at = '-infinity' where l.token = lease.token;
  return null;
end
$$;
comment on function private.hand_out(private.leases, public.agent_tasks[]) is
  'The turn of a lane, or null when it must not or cannot be had; then the sweep sees to it.';

create function private.next_due_ms(function_name text) returns integer
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    -- A span, not a time: the caller's clock is not ours.
    select least(86400000, greatest(0, ceil(extract(epoch from l.due - clock_timestamp()) * 1000)))
    from private.lanes l
    join public.tenants n on n.id = l.tenant_id and n.paused_at is null
    where l.function_name = next_due_ms.function_name and l.due is not null
      and private.leases_free(next_due_ms.function_name) > 0
    order by l.due limit 1);
end
$$;
comment on function private.next_due_ms(text) is
  'In how many milliseconds a lane that may be claimed is due; null: none waits.';

create function worker.claim(
  function_name text, lanes_max integer default 4, at timestamptz default now()
) returns jsonb
language plpgsql security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
declare
  leases private.leases[];
  claimed record;
  handed jsonb;
  turns jsonb[] := '{}';
  vain text[] := '{}';
begin
  perform private.stop_point('claim.begun');
  leases := array(select l
    from private.lease_lanes(claim.function_name, least(claim.lanes_max, 32), claim.at) l);
  perform private.stop_point('claim.leased');
  for claimed in
    select leases[n] as lease, array_agg(t order by t.seq) filter (where t.id is not null) as tasks
    from generate_subscripts(leases, 1) n
    left join private.take_tasks(leases, claim.at) t on t.lease_token = leases[n].token
    group by n order by n
  loop
    if claimed.tasks is null then
      -- Nothing due after all, or the head is another agent's now: settle hands the lane on.
      vain := vain || (claimed.lease).lane_key;
    else
      handed := private.hand_out(claimed.lease, claimed.tasks);
      turns := turns || handed;
    end if;
  end loop;
  perform private.stop_point('claim.taken');
  turns := private.with_first_calls(array_remove(turns, null));
  if vain <> '{}' then
    delete from private.leases l where l.lane_key = any (vain);
    perform private.forget_turns(vain);
    perform private.settle_lanes(ended => vain);
  end if;
  return jsonb_build_object('turns', to_jsonb(turns), 'next_due_ms',
    case when cardinality(turns) < claim.lanes_max
      then private.next_due_ms(claim.function_name) end);
end
$$;
comment on function worker.claim(text, integer, timestamptz) is
  'Leases up to lanes_max (≤ 32) due lanes and returns each with its tasks and context. '
  'next_due_ms: when fewer were due, milliseconds until this function''s next lane is, or null.';

create function worker.beat(leases uuid[]) returns uuid[]
language plpgsql security invoker set search_path = '' as $$
declare
  kept uuid[];
begin
  with ours as (
    select l.token from private.leases l where l.token = any (beat.leases)
    order by l.token for no key update
  ),
  beaten as (
    update private.leases l set expires_at = clock_timestamp()
      + make_interval(secs => private.setting('lease_seconds')::double precision)
    from ours o where l.token = o.token
    returning l.token
  )
  select coalesce(array_agg(b.token), '{}') into kept from beaten b;
  return kept;
end
$$;
comment on function worker.beat(uuid[]) is
  'Extends the leases that are still the caller''s and returns them; work under others must stop.';
