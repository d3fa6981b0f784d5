-- Ending a turn: all its effects or none, fenced by its lease; retries, snoozes, dead letters.

create function private.backoff_seconds(base numeric, cap numeric, attempt integer)
returns numeric
language plpgsql volatile security invoker set search_path = '' as $$
begin
  return round((random() * least(cap, base * power(2, least(attempt, 20))))::numeric, 3);
end
$$;
comment on function private.backoff_seconds(numeric, numeric, integer) is
  'Exponential with full jitter and a cap, in seconds.';

create function private.delay(task public.agent_tasks, due timestamptz, blocks boolean)
returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.agent_tasks t set scheduled_for = delay.due, blocking = delay.blocks
  where t.id = task.id;
end
$$;
comment on function private.delay(public.agent_tasks, timestamptz, boolean) is
  'When a task in work is to run again; settle_lanes puts it back, under the lane''s lock.';

create function private.note_error(task public.agent_tasks, error jsonb) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.agent_tasks t set
    error_log = left(error ->> 'code' || ': ' || (error ->> 'message'), 500),
    errors = case when jsonb_array_length(t.errors) < 50 then t.errors else t.errors - 25 end
      || jsonb_build_object('at', clock_timestamp(), 'attempt', t.retry_count + 1,
        'code', left(error ->> 'code', 100), 'message', left(error ->> 'message', 500))
  where t.id = task.id;
end
$$;
comment on function private.note_error(public.agent_tasks, jsonb) is
  'Adds to a task''s error history: the first 25 and the newest are kept.';

create function private.account_for(
  task public.agent_tasks, lease private.leases, reason text
) returns bigint[]
language plpgsql security invoker set search_path = '' as $$
declare
  taken bigint[];
begin
  with accounted as (update public.messages m set
    task_id = case when account_for.reason is null then task.id end,
    unanswered_reason = account_for.reason
  where m.conversation_id = (task.context_json ->> 'conversation_id')::uuid
    and m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null
    and m.position >= case when lease.watermark is null then 0 else lease.answers_from end
    and m.position <= coalesce(lease.watermark, m.position)
    returning m.position)
  select array[min(a.position), max(a.position)] into taken from accounted a;
  return taken;
end
$$;
comment on function private.account_for(public.agent_tasks, private.leases, text) is
  'Every text that waited when the turn began names the task that took it, or why none did. Once. '
  'Of a turn that never began, all that waits. The first and the last of them.';

create function private.end_task(task public.agent_tasks, status text, result jsonb)
returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.agent_tasks t set
    status = end_task.status, completed_at = clock_timestamp(), blocking = false,
    result_json = end_task.result
  where t.id = task.id and t.status in ('pending', 'processing');
  if not found then
    return;
  elsif task.task_type = 'compose_outreach' then
    perform private.end_composing(task, end_task.status);
  end if;
  if cardinality(task.event_ids) > 0 then
    perform private.close_events(task.event_ids);
  end if;
end
$$;
comment on function private.end_task(public.agent_tasks, text, jsonb) is
  'A task is over: completed, failed or cancelled; its events with it.';

create function private.bury(task public.agent_tasks, reason text, lease private.leases)
returns void
language plpgsql security invoker set search_path = '' as $$
declare
  given_up bigint[];
begin
  if task.task_type = 'reply' then
    given_up := private.account_for(task, lease, 'given_up');
  elsif task.task_type = 'send_sms' then
    perform private.end_text((task.context_json ->> 'message_id')::uuid, 'failed', 'given_up');
  elsif task.task_type = 'deliver_alert' then
    perform private.end_delivery((task.context_json ->> 'delivery_id')::uuid);
  elsif task.task_type = 'create_checkout' then
    perform private.end_checkout(task);
  elsif starts_with(task.lane_key, 'workflow:') then
    perform private.give_up_step(task);
  end if;
  insert into public.event_dead_letters (tenant_id, task_id, task_type, reason, attempts, errors,
    first_failed_at, last_failed_at, first_position, last_position)
  select t.tenant_id, t.id, t.task_type, bury.reason, t.retry_count + 1, t.errors,
    coalesce((t.errors -> 0 ->> 'at')::timestamptz, now()), now(), given_up[1], given_up[2]
  from public.agent_tasks t where t.id = task.id
  on conflict (task_id) do update set
    reason = excluded.reason, attempts = excluded.attempts, errors = excluded.errors,
    first_position = excluded.first_position, last_position = excluded.last_position,
    last_failed_at = excluded.last_failed_at, replayed_at = null;
  perform private.end_task(task, 'failed', jsonb_build_object('dead_letter', bury.reason));
end
$$;
comment on function private.bury(public.agent_tasks, text, private.leases) is
  'Out of tries: one dead letter with the whole history, and its texts are accounted for.';

create function private.delay_task(
  lease private.leases, task public.agent_tasks, turn jsonb, at timestamptz
) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  kind private.task_types;
  outcome text := turn ->> 'outcome';
  wait interval;
begin
  perform private.stop_point('fail.counted');
  select * into kind from private.task_types k where k.task_type = task.task_type;
  if outcome = 'snooze' and turn ->> 'reason' in ('paused', 'pace', 'cooling_down') then
    -- Somebody's wish, or how fast a number may text, and no failure: it may last, and
    -- what has failed before does not grow older by it.
    wait := make_interval(secs => least(3600, greatest(0.2,
      coalesce((turn ->> 'snooze_seconds')::double precision, 60))));
    update public.agent_tasks t set failing_since = t.failing_since + wait
      where t.id = task.id and t.failing_since is not null;
    perform private.delay(task, at + wait, kind.while_put_back = 'block');
    return 'snoozed';
  end if;
  -- Not tried for two hours when it was to be: it was paused, or everything was down.
  if task.failing_since is null or at > task.scheduled_for + interval '2 hours' then
    task.failing_since := at;
    update public.agent_tasks t set failing_since = at where t.id = task.id;
  end if;
  perform private.note_error(task, case jsonb_typeof(turn -> 'error') when 'object'
    then turn -> 'error' else jsonb_build_object('code', coalesce(turn ->> 'reason', outcome),
      'message', 'no more is known') end);
  if outcome = 'failed' then
    perform private.bury(task, 'permanent', lease);
    return 'dead';
  elsif outcome = 'snooze' then
    if at > task.failing_since
      + make_interval(secs => kind.snooze_hours_max::double precision * 3600)
    then
      perform private.bury(task, 'too_old', lease);
      return 'dead';
    end if;
    update public.agent_tasks t set snooze_count = t.snooze_count + 1 where t.id = task.id;
    perform private.delay(task, at + make_interval(secs => greatest(1, least(coalesce(
      (turn ->> 'snooze_seconds')::double precision, 30), 3600))), kind.while_put_back = 'block');
    return 'snoozed';
  elsif task.retry_count >= task.max_retries then
    perform private.bury(task, 'retries_exhausted', lease);
    return 'dead';
  end if;
  update public.agent_tasks t set retry_count = t.retry_count + 1 where t.id = task.id;
  perform private.delay(task, at + make_interval(secs => private.backoff_seconds(
    kind.retry_base_seconds, kind.retry_cap_seconds, task.retry_count)::double precision),
    kind.while_put_back = 'block');
  return 'retried';
end
$$;
comment on function private.delay_task(
  private.leases, public.agent_tasks, jsonb, timestamptz) is
  'retry is counted and backs off; snooze is not, but bounded by age, unless it is for a pause or '
  'for the pace of a number; failed is dead at once. Until then what stands behind it waits or '
  'passes, as its kind has it.';

create function private.refuse_turn(
  lease private.leases, task public.agent_tasks, reason text, at timestamptz
) returns text
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.note_error(task, jsonb_build_object('code', 'action_refused', 'message', reason));
  -- The refusal undid the locks, too; the person comes before the conversation.
  perform 1 from public.users u where u.id = task.user_id for no key update;
  if task.refusal is null then
    update public.agent_tasks t set refusal = left(reason, 500) where t.id = task.id;
    perform private.delay(task, at, true);
    return 'refused';
  end if;
  -- Nobody waits for what they did not ask for.
  if task.task_type <> 'reply'
    or (select private.hears_nothing(u, (task.context_json ->> 'conversation_id')::uuid)
      from public.users u where u.id = task.user_id) then
    perform private.bury(task, 'permanent', lease);
    return 'dead';
  end if;
  -- Twice refused: a plain answer, so that nobody is left waiting for an agent that insists.
  perform private.write_reply(task, lease.function_name,
    'Sorry, I got that wrong just now. Could you say it again in other words?');
  perform private.account_for(task, lease, null);
  perform private.end_task(task, 'completed',
    jsonb_build_object('refused', left(reason, 500), 'reply', 'plain'));
  return 'finished';
end
$$;
comment on function private.refuse_turn(private.leases, public.agent_tasks, text, timestamptz) is
  'A refused turn runs once more with the reason in view, then ends with a plain reply.';

create function private.lock_texts(tasks public.agent_tasks[]) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform 1 from public.messages m
    where m.id in (select (t.context_json ->> 'message_id')::uuid from unnest(tasks) t
      where t.task_type = 'send_sms')
    order by m.conversation_id, m.position for no key update;
end
$$;
comment on function private.lock_texts(public.agent_tasks[]) is
  'Whoever ends a turn of the sender waits for the carrier''s news of its texts, and sees it.';

create function private.result_of(turn jsonb) returns jsonb
language plpgsql immutable security invoker set search_path = '' as $$
begin
  if jsonb_typeof(turn -> 'result') is distinct from 'object' then
    return turn -> 'result';
  end if;
  return turn -> 'result' || jsonb_build_object('applied', (
    select coalesce(jsonb_agg(a.value -> 'type' order by a.nth), '[]')
    from jsonb_array_elements(turn -> 'actions') with ordinality a (value, nth)));
end
$$;
comment on function private.result_of(jsonb) is
  'What is kept of a turn: what its worker counted, and the kinds of what was applied.';

create function private.complete_turn(
  lease private.leases, tasks public.agent_tasks[], turn jsonb, at timestamptz
) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  head public.agent_tasks := tasks[1];
  task public.agent_tasks;
  person public.users;
  action jsonb;
begin
  -- Users, then conversations; no text can arrive or be refused between this and the commit.
  select * into person from public.users u where u.id = head.user_id for no key update;
  if head.task_type = 'reply' then
    perform 1 from public.conversations c
      where c.id = (head.context_json ->> 'conversation_id')::uuid for no key update;
    if head.rerun_count = 0 and exists (select 1 from public.messages m
      where m.conversation_id = (head.context_json ->> 'conversation_id')::uuid
        and m.direction = 'inbound' and m.position > lease.watermark
        -- What they said in a crisis has its answer, but makes another of this one.
        and m.task_id is null and coalesce(m.unanswered_reason, 'crisis') = 'crisis') then
      update public.agent_tasks t set rerun_count = 1 where t.id = head.id;
      perform private.delay(head, at, false);
      return 'stale';
    end if;
  end if;
  perform private.lock_texts(tasks);
  for action in select a.value from jsonb_array_elements(turn -> 'actions') a (value) loop
    perform private.apply_action(lease, head, person, action);
  end loop;
  if head.task_type = 'reply' then
    perform private.account_for(head, lease, case when private.hears_nothing(person,
      (head.context_json ->> 'conversation_id')::uuid) then 'opted_out' end);
  end if;
  if head.task_type = 'reply' and exists (select 1 from public.messages m
    where m.conversation_id = (head.context_json ->> 'conversation_id')::uuid
      and m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null)
    and not exists (select 1 from public.agent_tasks t where t.tenant_id = head.tenant_id
      and t.task_type = head.task_type and t.dedupe_key = head.dedupe_key
      and t.status = 'pending' and t.seq is not null) then
    -- More waited than one view holds: the rest is the next turn of the same task.
    update public.agent_tasks t set rerun_count = 0 where t.id = head.id;
    perform private.delay(head, at, false);
    return 'finished';
  end if;
  foreach task in array tasks loop
    if task.task_type = 'send_sms' and exists (select 1 from public.messages m
      where m.id = (task.context_json ->> 'message_id')::uuid
        and m.status in ('queued_for_send', 'sending')) then
      -- "Done", and yet not sent: no worker's word ends a text that has not left.
      perform private.delay_task(lease, task, jsonb_build_object('outcome', 'retry', 'error',
        jsonb_build_object('code', 'left_unsent', 'message', 'the turn ended without it')), at);
    else
      perform private.end_task(task, 'completed', private.result_of(turn));
    end if;
  end loop;
  return 'finished';
end
$$;
comment on function private.complete_turn(
  private.leases, public.agent_tasks[], jsonb, timestamptz) is
  'Applies a turn''s actions and ends its tasks; a newer text sends it back to be run with it, '
  'once.';

create function private.tasks_not_through(tasks public.agent_tasks[])
returns public.agent_tasks[]
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.lock_texts(tasks);
  perform private.end_task(t, 'completed', jsonb_build_object('text', m.status))
    from unnest(tasks) t join public.messages m on m.id = (t.context_json ->> 'message_id')::uuid
    where t.task_type = 'send_sms' and m.status not in ('queued_for_send', 'sending', 'unknown');
  return array(select k from public.agent_tasks k
    where k.id in (select t.id from unnest(tasks) t) and k.status = 'processing' order by k.seq);
end
$$;
comment on function private.tasks_not_through(public.agent_tasks[]) is
  'A text that a callback has settled meanwhile is over: it is not what failed.';

create function private.say_why_nothing_came(
  task public.agent_tasks, turn jsonb, done text, at timestamptz
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  person public.users;
  thread public.conversations;
  hold_after constant interval := make_interval(
    secs => private.setting('hold_after_seconds', task.tenant_id)::double precision);
  -- What is spent is not renewed before the day is over: they need not wait to be told.
  spent boolean := turn -> 'error' ->> 'code' = 'model_budget'
    and make_interval(secs => (turn ->> 'snooze_seconds')::double precision) > hold_after;
  words text;
begin
  if task.task_type <> 'reply' or not (done = 'dead'
    or done = 'snoozed' and coalesce(starts_with(turn -> 'error' ->> 'code', 'model_'), false))
  then
    return;
  end if;
  select * into person from public.users u where u.id = task.user_id;
  select * into thread from public.conversations c
    where c.id = (task.context_json ->> 'conversation_id')::uuid for no key update;
  if private.hears_nothing(person, thread.id) or person.blocked_at is not null
    or thread.status = 'paused' then
    return;
  elsif done = 'dead' then
    words := 'I am sorry: I could not answer that. Please text me again in a while.';
  elsif thread.told_to_wait_at > at - interval '1 hour' or not exists (
    select from public.messages m where m.conversation_id = thread.id
      and m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null
      and case when spent then m.created_at > coalesce(thread.told_to_wait_at, '-infinity')
        else m.created_at < at - hold_after end) then
    return;
  else
    words := case when spent then 'I have your message. Today''s limit for my answers is reached: '
        'I will answer it when that is renewed, at midnight UTC.'
      else 'I have your message. I am slower than usual right now and will answer it as soon as '
        'I can.' end;
    update public.conversations c set told_to_wait_at = at where c.id = thread.id;
  end if;
  insert into public.messages (conversation_id, role, direction, content, status, trace_id)
    values (thread.id, 'system', 'outbound', words, 'pending', task.trace_id);
end
$$;
comment on function private.say_why_nothing_came(
  public.agent_tasks, jsonb, text, timestamptz) is
  'To a person who waits: one holding text an hour while the model fails, one for what they wrote '
  'since the last when a day''s budget is spent, and a plain end when their answer is given up. No '
  'model has a part in these words. Not from the sweep, which holds many people. Person locked.';

create function private.finish_turn(lease private.leases, turn jsonb, at timestamptz)
returns text
language plpgsql security invoker set search_path = '' as $$
declare
  tasks public.agent_tasks[];
  done text;
  broken text;
  head uuid;
begin
  tasks := array(select t from public.agent_tasks t
    where t.lease_token = lease.token and t.status = 'processing' order by t.seq);
  if tasks = '{}' then
    done := 'finished';
  elsif turn ->> 'outcome' = 'done' then
    begin
      done := private.complete_turn(lease, tasks, turn, at);
    exception
      when sqlstate 'YP001' then
        done := private.refuse_turn(lease, tasks[1], sqlerrm, at);
      when deadlock_detected or serialization_failure or query_canceled then
        raise;
      when others then
        -- The constraint's name is a sentence of ours; the message and detail may hold data.
        get stacked diagnostics broken = constraint_name;
        done := private.delay_task(lease, tasks[1], jsonb_build_object('outcome', 'retry',
          'error', jsonb_build_object('code', 'database_' || sqlstate,
            'message', 'the turn could not be stored ' || broken)), at);
    end;
  else
    head := tasks[1].id;
    tasks := private.tasks_not_through(tasks);
    -- The first is what failed; those behind it were not begun and go back as they are.
    if tasks[1].id is distinct from head then
      done := 'finished';
    else
      -- The person comes before their texts, which are accounted for when this was the last try.
      perform 1 from public.users u
        where tasks[1].task_type = 'reply' and u.id = tasks[1].user_id for no key update;
      done := private.delay_task(lease, tasks[1], turn, at);
      perform private.say_why_nothing_came(tasks[1], turn, done, at);
    end if;
  end if;
  delete from private.leases l where l.token = lease.token;
  perform private.close_calls(array[lease.token], 'not made');
  return done;
end
$$;
comment on function private.finish_turn(private.leases, jsonb, timestamptz) is
  'One turn''s end. Its effects stand in a block of their own: a refusal undoes them and no '
  'others.';

create function private.end_plain_turns(turns jsonb) returns private.leases[]
language plpgsql security invoker set search_path = '' as $$
declare
  results jsonb;
  tokens uuid[];
  event_ids uuid[];
  ended private.leases[];
begin
  select jsonb_object_agg(l.token, e.value -> 'result'), array_agg(l.token)
    into results, tokens
    from jsonb_array_elements(end_plain_turns.turns) e (value)
    join private.leases l on l.token = (e.value ->> 'lease')::uuid
    where e.value ->> 'outcome' = 'done'
      and coalesce(e.value -> 'actions', 'null') in ('[]', 'null');
  if tokens is null then
    return '{}';
  end if;
  -- By arrays: joined, the planner, who believes that nothing is leased, reads all that ever was.
  tokens := array(select unnest(tokens) except select t.lease_token from (
      select k.lease_token, k.task_type from public.agent_tasks k
      where k.lease_token = any (tokens) and k.status = 'processing' offset 0) t
    where t.task_type in ('reply', 'send_sms', 'compose_outreach'));
  if tokens = '{}' then
    return '{}';
  end if;
  with done as (
    update public.agent_tasks t set status = 'completed', completed_at = clock_timestamp(),
      blocking = false, result_json = results -> t.lease_token::text
    where t.lease_token = any (tokens) and t.status = 'processing'
    returning t.event_ids
  )
  select array_agg(e) into event_ids from done d, unnest(d.event_ids) e;
  perform private.close_events(event_ids);
  with gone as (delete from private.leases l where l.token = any (tokens) returning l)
  select array_agg(g.l) into ended from gone g;
  perform private.close_calls(tokens, 'not made');
  return ended;
end
$$;
comment on function private.end_plain_turns(jsonb) is
  'Ends, all at once, the turns that change nothing but themselves: their leases. Leases locked. '
  'That a reply answers texts, and that a text has left or has words, is looked at one by one.';

create function worker.finish(turns jsonb, at timestamptz default now()) returns jsonb
language plpgsql security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
declare
  ordered jsonb;
  turn jsonb;
  lease private.leases;
  answer text;
  plain private.leases[];
  answers jsonb[];
  ended text[];
begin
  -- Leases first, in token order; lanes last, in key order: docs/decisions/0002.
  perform 1 from private.leases l
    where l.token in (select (e.value ->> 'lease')::uuid
      from jsonb_array_elements(finish.turns) e (value))
    order by l.token for no key update;
  perform private.stop_point('finish.fenced');
  ordered := finish.turns;
  if jsonb_array_length(ordered) > 1 then
    -- Person by person, so that two finishes never lock the same people crosswise. Of a turn that
    -- has lost its lease only the call knows whose it was.
    select jsonb_agg(e.value order by coalesce(l.user_id, t.user_id), e.nth)
      into ordered
      from jsonb_array_elements(finish.turns) with ordinality e (value, nth)
      left join public.agent_actions_log l on l.id = (e.value -> 'call' ->> 'id')::uuid
      left join lateral (select t.user_id from public.agent_tasks t
        where t.lease_token = (e.value ->> 'lease')::uuid limit 1) t on true;
  end if;
  -- Usage before users.
  perform private.settle_call((e.value ->> 'lease')::uuid, e.value -> 'call')
    from jsonb_array_elements(ordered) e (value)
    where jsonb_typeof(e.value -> 'call') = 'object';
  perform private.lock_counterparts(ordered);
  plain := private.end_plain_turns(ordered);
  ended := array(select p.lane_key from unnest(plain) p);
  answers := array(select jsonb_build_object('lease', p.token, 'result', 'finished')
    from unnest(plain) p);
  for turn in select e.value from jsonb_array_elements(ordered) e (value)
    where not exists (select from unnest(plain) p where p.token = (e.value ->> 'lease')::uuid)
  loop
    select * into lease from private.leases l where l.token = (turn ->> 'lease')::uuid;
    if found then
      answer := private.finish_turn(lease, turn, finish.at);
      ended := ended || lease.lane_key;
    else
      answer := case when exists (select 1 from public.agent_tasks t
        where t.lease_token = (turn ->> 'lease')::uuid and t.status = 'completed')
        then 'repeated' else 'late' end;
    end if;
    answers := answers || jsonb_build_object('lease', turn ->> 'lease', 'result', answer);
  end loop;
  perform private.stop_point('finish.applied');
  perform private.settle_lanes(ended => ended, careful => false);
  return (select coalesce(jsonb_agg(a.value order by e.nth), '[]')
    from jsonb_array_elements(finish.turns) with ordinality e (value, nth)
    join unnest(answers) a (value)
      on (a.value ->> 'lease')::uuid = (e.value ->> 'lease')::uuid);
end
$$;
comment on function worker.finish(jsonb, timestamptz) is
  'Ends turns: [{lease, outcome done|retry|snooze|failed, actions, call, result, error, '
  'snooze_seconds}] → [{lease, result finished|stale|refused|retried|snoozed|dead|repeated|late}]. '
  'late: the lease was lost, and nothing changed.';
