-- Conversations on the web: who opens and names them; a message, and the answer that its writer
-- watches being written.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('chat_minute_max', 20, true, 1, 1000, 'messages a person may write on the web in a minute'),
  ('chat_day_max', 500, true, 1, 100000, 'and in 24 hours'),
  ('chat_tenant_minute_max', 600, true, 1, 100000, 'and all people of a tenant in a minute'),
  ('chat_openings_day_max', 100, true, 1, 10000,
   'conversations a person may begin on the web in 24 hours');

-- What a person does with their conversations. --------------------------------------------------

create function private.start_conversation(title text, tenant_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  mine uuid[] := array(select u.id from public.users u join public.tenants t on t.id = u.tenant_id
    where u.id = any (array(select private.user_ids())) and t.product <> 'network'
      and (start_conversation.tenant_id is null or u.tenant_id = start_conversation.tenant_id));
  person public.users;
  until timestamptz;
  begun uuid;
begin
  if cardinality(mine) <> 1 then
    raise sqlstate 'PT404' using message = case when mine = '{}'
      then 'There is nobody whom you could write to.' else 'Say with which tenant.' end;
  end if;
  -- Locked, so that two beginnings at once are counted.
  select * into person from public.users u where u.id = mine[1] for no key update;
  -- Whoever has begun as many as a day has waits for the oldest of them to be a day old.
  select c.created_at + interval '1 day' into until from public.conversations c
    where c.tenant_id = person.tenant_id and c.user_id = person.id and c.channel = 'web'
    order by c.created_at desc
    offset private.setting('chat_openings_day_max', person.tenant_id)::integer - 1 limit 1;
  if until > now() then
    raise sqlstate 'PT429' using message = 'You have begun as many conversations as a day has.',
      hint = format('Again in %s seconds.', ceil(extract(epoch from until - now())));
  end if;
  insert into public.conversations (tenant_id, user_id, channel, title)
    values (person.tenant_id, person.id, 'web', nullif(btrim(start_conversation.title), ''))
    returning id into begun;
  return begun;
end
$$;
comment on function private.start_conversation(text, uuid) is
  'Definer: nobody signed in writes a table. Who begins it follows from the sign-in.';

create function private.own_web_conversation(conversation_id uuid) returns boolean
language sql stable security invoker set search_path = '' as $$
  select exists (select from public.conversations c
    where c.id = own_web_conversation.conversation_id and c.channel = 'web'
      and c.user_id = any (array(select private.user_ids())))
$$;
comment on function private.own_web_conversation(uuid) is
  'Whether who is signed in has this conversation on the web. Asked within definer functions.';

create function private.rename_conversation(conversation_id uuid, title text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.conversations c set title = nullif(btrim(rename_conversation.title), '')
    where c.id = rename_conversation.conversation_id and private.own_web_conversation(c.id);
  return found;
end
$$;
comment on function private.rename_conversation(uuid, text) is 'Definer, as start_conversation.';

create function private.archive_conversation(conversation_id uuid, archived boolean)
returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.conversations c
    set status = case when archive_conversation.archived then 'archived' else 'active' end
    where c.id = archive_conversation.conversation_id and c.status in ('active', 'archived')
      and private.own_web_conversation(c.id);
  return found;
end
$$;
comment on function private.archive_conversation(uuid, boolean) is
  'Definer, as start_conversation. One that an operator has paused stays so.';

create function private.stop_answer(conversation_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update private.leases l set stopped_at = coalesce(l.stopped_at, clock_timestamp())
    where l.lane_key = 'conversation:' || stop_answer.conversation_id and l.streamed
      and private.own_web_conversation(stop_answer.conversation_id);
  return found;
end
$$;
comment on function private.stop_answer(uuid) is
  'Definer, as start_conversation. Who writes the answer looks for it: worker.watch_stream.';

grant execute on function private.start_conversation(text, uuid),
  private.rename_conversation(uuid, text), private.archive_conversation(uuid, boolean),
  private.stop_answer(uuid) to authenticated;

create function public.start_conversation(title text default null, tenant_id uuid default null)
returns uuid
language sql security invoker set search_path = '' as $$
  select private.start_conversation(start_conversation.title, start_conversation.tenant_id)
$$;
comment on function public.start_conversation(text, uuid) is
  'Begins a conversation on the web; its id. The tenant need be said by who is in more than one '
  'that has an assistant or a coach. PT404 when there is none, PT429 after chat_openings_day_max, '
  'whose hint says when again.';

create function public.rename_conversation(conversation_id uuid, title text) returns boolean
language sql security invoker set search_path = '' as $$
  select private.rename_conversation(rename_conversation.conversation_id,
    rename_conversation.title)
$$;
comment on function public.rename_conversation(uuid, text) is
  'Gives a conversation of the caller''s another title of at most 200 characters; an empty one '
  'takes it away. False when it is none of theirs.';

create function public.archive_conversation(conversation_id uuid, archived boolean default true)
returns boolean
language sql security invoker set search_path = '' as $$
  select private.archive_conversation(archive_conversation.conversation_id,
    archive_conversation.archived)
$$;
comment on function public.archive_conversation(uuid, boolean) is
  'Puts a conversation of the caller''s away, or takes it up again; a new message does so, too. '
  'False when it is none of theirs, or an operator has it.';

create function public.stop_answer(conversation_id uuid) returns boolean
language sql security invoker set search_path = '' as $$
  select private.stop_answer(stop_answer.conversation_id)
$$;
comment on function public.stop_answer(uuid) is
  'The caller has read enough of the answer that is being written: it ends with what has come of '
  'it, marked. False when none is.';
grant execute on function public.start_conversation(text, uuid),
  public.rename_conversation(uuid, text), public.archive_conversation(uuid, boolean),
  public.stop_answer(uuid) to authenticated;

-- What the chat door does. ------------------------------------------------------------------------

create function private.chat_refusal(person public.users, at timestamptz) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  minute_max constant integer := private.setting('chat_minute_max', person.tenant_id);
  day_max constant integer := private.setting('chat_day_max', person.tenant_id);
  tenant_max constant integer := private.setting('chat_tenant_minute_max', person.tenant_id);
begin
  return (
    with own as (
      select m.created_at, row_number() over (order by m.created_at desc) as nth
      from public.messages m
      where m.tenant_id = person.tenant_id and m.user_id = person.id
        and m.client_message_id is not null and m.created_at > at - interval '1 day'
      order by m.created_at desc limit greatest(minute_max, day_max)
    ),
    everybodys as (
      select m.created_at, row_number() over (order by m.created_at desc) as nth
      from public.messages m
      where m.tenant_id = person.tenant_id and m.client_message_id is not null
        and m.created_at > at - interval '1 minute'
      order by m.created_at desc limit tenant_max
    ),
    -- Whoever has as many as there may be waits for the oldest of them to be old enough.
    waits as (
      select 'person_minute' as rule, o.created_at + interval '1 minute' as until from own o
        where o.nth = minute_max
      union all
      select 'person_day', o.created_at + interval '1 day' from own o where o.nth = day_max
      union all
      select 'tenant_minute', e.created_at + interval '1 minute' from everybodys e
        where e.nth = tenant_max
    )
    select jsonb_build_object('refused', 'too_many', 'rule', w.rule,
      'retry_after_seconds', ceil(extract(epoch from w.until - chat_refusal.at)))
    from waits w where w.until > chat_refusal.at order by w.until desc limit 1);
end
$$;
comment on function private.chat_refusal(public.users, timestamptz) is
  'Why somebody may not write just now, and for how long; null: they may. A person''s messages are '
  'counted exactly, since their row is locked; a tenant''s without those that are being stored.';

create function private.lease_idle_lane(
  lane_key text, function_name text, at timestamptz
) returns private.leases
language plpgsql security invoker set search_path = '' as $$
declare
  lane private.lanes;
  lease private.leases;
begin
  -- With the other lanes that this transaction has brought tasks, in key order.
  perform private.lock_lanes(array[lease_idle_lane.lane_key]);
  select * into lane from private.lanes l where l.lane_key = lease_idle_lane.lane_key;
  if lane.lease_token is not null or lane.paused_at is not null
    or private.next_turn_at(lane.turns_at, lane.tenant_id) > lease_idle_lane.at
    or coalesce(private.leases_free(lease_idle_lane.function_name), 0) <= 0
    or exists (select from public.tenants n
      where n.id = lane.tenant_id and n.paused_at is not null)
    or exists (select from public.agent_tasks t
      where t.lane_key = lane.lane_key and t.status = 'pending' and t.seq is not null
        and (t.blocking or t.task_type = 'reply' or t.scheduled_for <= lease_idle_lane.at)) then
    return null;
  end if;
  update public.agent_tasks t set scheduled_for = lease_idle_lane.at,
    -- What its reader has seen stands: a newer message is answered after it, not with it.
    rerun_count = 1
    where t.lane_key = lane.lane_key and t.seq is null;
  perform private.place_arrivals(array[lane.lane_key]);
  insert into private.leases
      (lane_key, tenant_id, function_name, streamed, claimed_at, expires_at)
    values (lane.lane_key, lane.tenant_id, lease_idle_lane.function_name, true, clock_timestamp(),
      clock_timestamp() + make_interval(secs => private.setting('lease_seconds')::double precision))
    returning * into lease;
  update private.lanes l set lease_token = lease.token, due = null,
    turns_at = private.turns_with(l.turns_at, lease_idle_lane.at, l.tenant_id)
    where l.lane_key = lane.lane_key;
  return lease;
end
$$;
comment on function private.lease_idle_lane(text, text, timestamptz) is
  'Leases a lane in which nothing waits to whoever has just brought it its task; null: it is busy. '
  'The task is numbered now and not at the commit, so that it can be taken: nobody is rung.';

create function private.stream_turn(
  thread public.conversations, function_name text, at timestamptz
) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  lease private.leases := private.lease_idle_lane(
    'conversation:' || thread.id, stream_turn.function_name, stream_turn.at);
  tasks public.agent_tasks[];
begin
  if lease.token is null then
    return null;
  end if;
  tasks := array(select t from private.take_tasks(array[lease], stream_turn.at) t order by t.seq);
  -- Of a context that cannot be made the sweep takes the lease back, as of any.
  return (private.with_first_calls(
    array_remove(array[private.hand_out(lease, tasks)], null)))[1];
end
$$;
comment on function private.stream_turn(public.conversations, text, timestamptz) is
  'The turn that answers what was just stored, as worker.claim would hand it out; null when '
  'somebody else will.';

create function private.chat_words(said public.messages) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case when said.id is not null then jsonb_build_object('id', said.id,
    'position', said.position, 'text', said.content,
    'stopped', said.message_metadata @> '{"stopped": true}', 'created_at', said.created_at) end;
end
$$;
comment on function private.chat_words(public.messages) is 'Words of ours, as a page has them.';

create function private.chat_view(message public.messages) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  said public.messages;
begin
  select m.* into said from public.crisis_events c
    join public.messages m on m.id = c.shown_message_id
    where c.tenant_id = message.tenant_id and c.message_id = message.id;
  return jsonb_build_object('message_id', message.id, 'position', message.position,
    'state', case when message.unanswered_reason in ('crisis', 'data_request')
        or message.task_id is not null then 'answered'
      when message.unanswered_reason is not null then 'unanswered' else 'queued' end,
    'fixed_words', private.chat_words(said), 'answer', case
      when message.unanswered_reason = 'crisis' then private.chat_words(said)
      when message.unanswered_reason = 'data_request'
        then private.chat_words(private.data_answer(message))
      else (select private.chat_words(a) from public.messages a
        where a.conversation_id = message.conversation_id and a.position > message.position
          and a.direction = 'outbound' and a.task_id = message.task_id
        order by a.position limit 1) end);
end
$$;
comment on function private.chat_view(public.messages) is
  'What has become of a message: queued, answered (with the answer, unless it was stopped before '
  'its first words) or unanswered. fixed_words: what was said at once to who may be in danger; it '
  'is the answer when no model gives one, and else stands before it.';

create function private.outweighs_limits(
  thread public.conversations, screen jsonb, at timestamptz
) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return private.is_answered_in_words(screen) and not exists (
    select from public.crisis_events c
    join public.messages m on m.id = c.message_id
    where c.user_id = thread.user_id and m.conversation_id = thread.id
      and c.created_at > outweighs_limits.at - interval '1 minute'
      and private.crisis_rank(c.severity_level)
        >= private.crisis_rank(outweighs_limits.screen ->> 'severity'));
end
$$;
comment on function private.outweighs_limits(public.conversations, jsonb, timestamptz) is
  'Whether a message is heard although its writer has had as many as there may be: when they may '
  'be in danger, and were not sent the words for it there in the last minute.';

create function private.opt_out_on_web(
  person public.users, message public.messages, at timestamptz
) returns boolean
language plpgsql security invoker set search_path = '' as $$
begin
  if person.phone_number is null or person.opted_out_at is not null then
    return false;
  end if;
  insert into public.consent_events (tenant_id, user_id, kind, source, message_id)
    values (person.tenant_id, person.id, 'opt_out', 'plain_language', message.id);
  insert into public.events
    (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id, created_by)
  values (person.tenant_id, 'consent.opted_out', message.conversation_id, 'conversation',
    jsonb_build_object('message_id', message.id, 'conversation_id', message.conversation_id,
      'user_id', person.id), message.trace_id, 'chat');
  -- A crisis that they told of by text is out of our reach from now on.
  perform private.alarm(private.open_crisis(person.id), at);
  return person.is_active and person.blocked_at is null;
end
$$;
comment on function private.opt_out_on_web(public.users, public.messages, timestamptz) is
  'Who has a number says on a page that they want no more texts: it holds from now on, whatever a '
  'model makes of the message. The page goes on. True: it is to be confirmed there. Person and '
  'thread locked.';

create function worker.recent_chat_texts(
  auth_id uuid, conversation_id uuid, at timestamptz default now()
) returns jsonb
language plpgsql stable security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
begin
  return coalesce((
    select private.texts_before(u, recent_chat_texts.at) from public.conversations c
    join public.users u on u.tenant_id = c.tenant_id and u.id = c.user_id
    where c.id = recent_chat_texts.conversation_id and u.auth_id = recent_chat_texts.auth_id),
    '[]');
end
$$;
comment on function worker.recent_chat_texts(uuid, uuid, timestamptz) is
  'private.texts_before, of whose conversation this is: for the screen at the door alone. Empty '
  'when it is not theirs.';

create function worker.open_chat(
  auth_id uuid, conversation_id uuid, client_message_id uuid, text text,
  screen jsonb, says_safe boolean default false, opts_out text default null,
  data jsonb default null, agents text[] default '{}', at timestamptz default now()
) returns jsonb
language plpgsql security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
declare
  has_words constant boolean := private.is_answered_in_words(screen);
  leaves boolean := false;
  person public.users;
  thread public.conversations;
  message public.messages;
  refusal jsonb;
  agent text;
  answered_at_once boolean;
begin
  -- Users, then conversations, then messages; lanes last.
  update public.users u set last_active_at = open_chat.at
    where u.auth_id = open_chat.auth_id
      -- Whoever may not write any more, and may be in danger, is heard all the same.
      and (u.is_active or has_words)
      and u.id = (select c.user_id from public.conversations c
        where c.id = open_chat.conversation_id and c.channel = 'web' and c.status <> 'closed')
    returning * into person;
  if not found then
    return '{"refused": "nobody"}';
  end if;
  select * into thread from public.conversations c
    where c.id = open_chat.conversation_id for no key update;
  select * into message from public.messages m
    where m.conversation_id = thread.id and m.client_message_id = open_chat.client_message_id;
  if found then
    return private.chat_view(message) || '{"duplicate": true, "turn": null}';
  end if;
  refusal := private.chat_refusal(person, open_chat.at);
  if refusal is not null and not private.outweighs_limits(thread, screen, at) then
    return refusal;
  end if;
  insert into public.messages (conversation_id, role, direction, content, client_message_id,
      unanswered_reason, screen, message_metadata)
    values (thread.id, 'user', 'inbound', open_chat.text, open_chat.client_message_id,
      case when private.is_about_data(person, thread.id, data) then 'data_request'
        when person.blocked_at is not null then 'blocked'
        when not person.is_active then 'inactive' end, open_chat.screen,
      '{"channel": "web"}')
    returning * into message;
  if opts_out is not null then
    leaves := private.opt_out_on_web(person, message, at);
  end if;
  if leaves and not has_words then
    perform private.confirm_opt_out(message, jsonb_build_object('language', opts_out));
  end if;
  if message.unanswered_reason = 'data_request' then
    perform private.heed_data_request(message, data);
  end if;
  answered_at_once := private.note_crisis(message, screen, says_safe, at)
    or message.unanswered_reason is not null;
  if leaves and has_words then
    -- Which come first, and end with it.
    perform private.confirm_opt_out(message, jsonb_build_object('language', opts_out));
  end if;
  select * into message from public.messages m where m.id = message.id;
  perform private.stop_point('chat.stored');
  insert into public.events
    (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id, created_by)
  values (person.tenant_id,
    case when answered_at_once then 'message.noted' else 'message.received' end,
    thread.id, 'conversation', jsonb_build_object('message_id', message.id,
      'conversation_id', thread.id, 'user_id', person.id), message.trace_id, 'chat');
  agent := private.agent_of(person);
  return private.chat_view(message) || jsonb_build_object('duplicate', false, 'turn',
    case when not answered_at_once and agent = any (open_chat.agents)
      then private.stream_turn(thread, agent, open_chat.at) end);
end
$$;
comment on function
  worker.open_chat(uuid, uuid, uuid, text, jsonb, boolean, text, jsonb, text[], timestamptz) is
  'Stores what somebody signed in has written, once by client_message_id, with what the screen '
  'found in it (private.note_crisis), what it asks of their own data (private.heed_data_request), '
  'whether it wants no more texts (opts_out: in which language, en or es) and all that follows '
  'from that. When no fixed words answer it, its lane is idle and its agent is one of agents, '
  'leases the lane to the caller: turn is then what worker.claim would hand out. Otherwise turn is '
  'null and the lane''s agent is rung. '
  '{"refused": "nobody"} when the conversation is not theirs, {"refused": "too_many", rule, '
  'retry_after_seconds} when they write too fast.';

create function worker.watch_stream(lease uuid) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  lasts constant interval := make_interval(
    secs => private.setting('lease_seconds')::double precision);
  held private.leases;
begin
  select * into held from private.leases l where l.token = watch_stream.lease;
  if held.expires_at < clock_timestamp() + lasts * 0.75 then
    -- Of which nothing is left when the sweep has taken it meanwhile.
    update private.leases l set expires_at = clock_timestamp() + lasts
      where l.token = watch_stream.lease returning * into held;
  end if;
  return jsonb_build_object('held', held.token is not null,
    'stopped', held.stopped_at is not null);
end
$$;
comment on function worker.watch_stream(uuid) is
  'Twice a second, by whoever streams an answer: whether the lease is still theirs, which is beaten '
  'once a quarter of its time is gone, and whether the reader has had enough.';

create function worker.chat_answer(message_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (select private.chat_view(m) from public.messages m
    where m.id = chat_answer.message_id);
end
$$;
comment on function worker.chat_answer(uuid) is
  'What has become of a message, as open_chat says it. Null when there is none.';

create function private.note_answer(message_id uuid, lease private.leases) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  answer public.messages;
  asked_at timestamptz;
  calls record;
begin
  select * into answer from public.messages m where m.id = note_answer.message_id;
  select min(m.created_at) into asked_at from public.messages m
    where m.conversation_id = answer.conversation_id and m.direction = 'inbound'
      and m.position between lease.answers_from and lease.watermark;
  select sum(l.output_tokens) as output_tokens, count(*) as made, max(l.model_used) as model,
      max(l.prompt_version) as prompt_version,
      bool_or(l.stop_reason = 'stopped') as stopped into calls
    from public.agent_actions_log l
    where l.trace_id = answer.trace_id and l.lease_token = lease.token
      and l.status = 'settled' and l.attempts is distinct from 0
      -- A turn takes minutes: the months before and ahead need not be looked at.
      and l.created_at between now() - interval '1 day' and now() + interval '1 day';
  update public.messages m set token_count = calls.output_tokens,
    latency_ms = ceil(extract(epoch from clock_timestamp() - asked_at) * 1000),
    message_metadata = m.message_metadata || jsonb_strip_nulls(jsonb_build_object(
      'model', calls.model, 'prompt_version', calls.prompt_version, 'model_calls', calls.made,
      'streamed', nullif(lease.streamed, false),
      'stopped', nullif(calls.stopped, false)))
  where m.id = answer.id;
end
$$;
comment on function private.note_answer(uuid, private.leases) is
  'What an answer cost, and how long its person waited for it since the first message that it '
  'answers; stopped: they had read enough, and there would have been more. Its calls are settled.';
