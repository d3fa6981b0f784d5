-- What the database's tests have in common; who may see what is in vocabulary-access.sql. Both are
-- loaded once beside pgTAP, before the files of tests/database; each of those runs in a transaction
-- that it rolls back.

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

create function tests.screen(
  severity text default 'none', template text default 'suicide', more jsonb default '{}'
) returns jsonb language sql immutable set search_path = '' as $$
  select jsonb_build_object('version', 'tests', 'severity', screen.severity) || case
    when screen.severity = 'none' then '{}' else jsonb_build_object('category', screen.template,
      'found', array['rule.' || screen.severity], 'language', 'en', 'subject', 'self',
      'template', screen.template) end || screen.more
$$;
comment on function tests.screen(text, text, jsonb) is 'What the screen says of a text.';

create function tests.receive_sms(
  sender_id uuid, sms jsonb, at timestamptz default now()
) returns jsonb
language sql set search_path = '' as $$
  select worker.receive_sms(receive_sms.sender_id,
    jsonb_build_object('screen', tests.screen()) || receive_sms.sms, receive_sms.at)
$$;
comment on function tests.receive_sms(uuid, jsonb, timestamptz) is
  'worker.receive_sms, of a text in which the screen found nothing unless it is said.';

create function tests.two_members() returns void
language sql set search_path = '' as $$
  insert into auth.users (id)
    select ('a0000000-0000-4000-8000-00000000000' || n)::uuid from generate_series(1, 2) n;
  select tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
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

create function tests.text_in(
  sid text,
  phone text default '+14155550111',
  body text default null,
  keyword text default null
) returns text
language plpgsql set search_path = '' as $$
declare
  answered jsonb := tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', sid, 'from', phone, 'body', coalesce(body, sid), 'keyword', keyword));
begin
  -- As at a commit.
  set constraints all immediate;
  set constraints all deferred;
  return answered ->> 'unanswered_reason';
end
$$;
comment on function tests.text_in(text, text, text, text) is
  'A text arrives, from Grace unless it is said, saying its SID unless it is said; with all that '
  'its commit would do. Returns why it is not answered, if it is not.';

create function tests.coached_person() returns void
language sql set search_path = '' as $$
  insert into public.users (id, tenant_id, phone_number) values
    ('20000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000003',
     '+14155550199');
  insert into public.conversations (id, tenant_id, user_id, channel)
    select ('c0000000-0000-4000-8000-00000000000' || n)::uuid, tenant_id, id, 'web'
    from public.users, generate_series(1, 2) n
    where id = '20000000-0000-4000-8000-000000000001';
$$;
comment on function tests.coached_person() is 'Somebody of the coach, with conversations 1 and 2.';

create function tests.say(conversation integer, texts integer) returns void
language sql set search_path = '' as $$
  insert into public.messages (conversation_id, role, direction, content, screen)
    select ('c0000000-0000-4000-8000-00000000000' || say.conversation)::uuid, 'user', 'inbound',
      'hi', tests.screen() from generate_series(1, say.texts);
  set constraints all immediate;
$$;
comment on function tests.say(integer, integer) is
  'So many texts are said in a conversation, with all that their commit would do.';

create function tests.settled_call(id text) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('id', settled_call.id, 'outcome', 'ok', 'model', 'claude-haiku-5-5',
    'input_tokens', 1000, 'output_tokens', 200, 'cache_read_tokens', 300,
    'cache_write_tokens', 40)
$$;
comment on function tests.settled_call(text) is
  'What a worker reports of a model call that was begun: $0.000208 of tokens of every kind.';

create function tests.start_call(
  lease uuid, model text default 'claude-haiku-5-5', person uuid default null,
  task_id uuid default null, prompt_tokens integer default 1000
) returns jsonb
language sql set search_path = '' as $$
  select private.start_call(start_call.lease,
    jsonb_populate_record(null::public.agent_tasks, jsonb_build_object(
      'id', coalesce(start_call.task_id, gen_random_uuid()), 'created_at', now(),
      'tenant_id', '00000000-0000-4000-8000-000000000001', 'user_id', start_call.person)),
    'concierge', jsonb_populate_record(null::public.agent_instances, jsonb_build_object(
      'model', start_call.model, 'max_tokens', 1000)), start_call.prompt_tokens)
$$;
comment on function tests.start_call(uuid, text, uuid, uuid, integer) is
  'Leave for a model call of the first tenant''s, or why not. Of haiku it may cost 625 micro-USD.';

create function tests.call_model(
  outcome text default 'ok', model text default 'claude-haiku-5-5', more jsonb default '{}'
) returns text
language plpgsql set search_path = '' as $$
declare
  lease constant uuid := gen_random_uuid();
  ticket constant jsonb := tests.start_call(lease, call_model.model);
begin
  if ticket ->> 'refused' is null then
    perform private.settle_call(lease, jsonb_build_object('id', ticket -> 'id',
      'outcome', call_model.outcome, 'model', call_model.model, 'attempts', 1) || more);
  end if;
  return coalesce(ticket ->> 'refused', 'made');
end
$$;
comment on function tests.call_model(text, text, jsonb) is
  'A model call from beginning to end: "made", or why it was refused.';

create function tests.queue_text(words text, columns text default '', given text default '')
returns text language sql set search_path = '' as $$
  select tests.attempt('postgres', null, format('insert into public.message_queue
    (tenant_id, user_id, agent_id, message_data, scheduled_for, final_message%s)
    select tenant_id, id, ''account-manager'', ''{}'', ''2030-01-01'', %L%s
    from public.users where id = %L', queue_text.columns, queue_text.words, queue_text.given,
    '00000000-0000-4000-8000-000000000021'))
$$;
comment on function tests.queue_text(text, text, text) is
  'An agent would like to send Grace some words. Further columns and their values begin with a '
  'comma. "allowed", or the SQLSTATE with which it was refused.';

create function tests.act(action text, input jsonb default '{}') returns text
language plpgsql set search_path = '' as $$
begin
  perform private.apply_action(
      jsonb_populate_record(null::private.leases, '{"function_name": "concierge"}'),
      (select t from (select null::public.agent_tasks) t (t)), u,
      jsonb_build_object('type', act.action, 'input', act.input))
    from public.users u where u.id = '00000000-0000-4000-8000-000000000021';
  return 'done';
exception when sqlstate 'YP001' then
  return sqlerrm;
end
$$;
comment on function tests.act(text, jsonb) is
  'Grace''s agent does something at the end of a turn: "done", or why it was refused.';

create function tests.finish_turn(actions jsonb, at timestamptz) returns jsonb
language plpgsql set search_path = '' as $$
declare
  turn jsonb;
begin
  -- As at a commit, before and after.
  set constraints all immediate;
  set constraints all deferred;
  turn := worker.claim('concierge', 1, finish_turn.at) -> 'turns' -> 0;
  perform worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'done',
    'lease', turn -> 'lease', 'actions', finish_turn.actions)));
  set constraints all immediate;
  set constraints all deferred;
  return turn -> 'context';
end
$$;
comment on function tests.finish_turn(jsonb, timestamptz) is
  'Grace''s agent takes her next turn and ends it so; what the turn knew.';

create function tests.a_sequence() returns void
language sql set search_path = '' as $$
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, scheduled_for,
      final_message, status, sent_at, sequence_id, sequence_position, sequence_total)
    select u.tenant_id, u.id, 'account-manager', '{}', now(), 'Part ' || n,
      case n when 1 then 'sent' else 'queued' end, case n when 1 then now() end,
      '50000000-0000-4000-8000-000000000001', n, 3
    from public.users u, generate_series(1, 3) n
    where u.id = '00000000-0000-4000-8000-000000000021'
$$;
comment on function tests.a_sequence() is
  'Three texts to Grace, to arrive one after the other; the first has left.';

create function tests.consent() returns void
language sql set search_path = '' as $$
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'opt_in', 'operator' from public.users
    where id = '00000000-0000-4000-8000-000000000021'
$$;
comment on function tests.consent() is 'It is on record that Grace wants texts.';

create function tests.noon(days integer default 0, clock text default '12:00')
returns timestamptz language sql immutable set search_path = '' as $$
  select (date '2030-01-02' + noon.days + noon.clock::time) at time zone 'America/New_York'
$$;
comment on function tests.noon(integer, text) is
  'A time of Grace''s day, noon unless it is said: of the second of January, or so many days later, '
  'when all that tests.queue_text queues is due.';

create function tests.consented() returns void
language sql set search_path = '' as $$
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'first_contact', 'web_form' from public.users;
  update public.senders set segments_per_second = 1000;
$$;
comment on function tests.consented() is
  'How we came to text Grace is on record, and her number''s pace holds nothing up.';

create function tests.decide(at timestamptz default tests.noon()) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := worker.process_outbound_messages(decide.at);
begin
  set constraints all immediate;
  set constraints all deferred;
  return answer;
end
$$;
comment on function tests.decide(timestamptz) is
  'The orchestrator decides, with all that its commit would do.';

create function tests.offer(
  lease uuid, at timestamptz, kind text default 'accepted', more jsonb default '{}'
) returns setof text language plpgsql set search_path = '' as $$
declare
  task public.agent_tasks;
  words text;
  answer jsonb;
begin
  for task in select * from public.agent_tasks t
    where t.lease_token = offer.lease and t.status = 'processing' order by t.seq
  loop
    select m.content into words from public.messages m
      where m.id = (task.context_json ->> 'message_id')::uuid;
    answer := worker.begin_send(offer.lease, task.id, jsonb_build_object('index', 0, 'count', 1,
      'body', words, 'encoding', 'GSM-7', 'segments', 1, 'country', 'US') || more, null, offer.at);
    if (answer ->> 'ok')::boolean and kind <> 'nothing' then
      perform worker.settle_send(offer.lease, jsonb_build_object('kind', offer.kind,
        'part_id', answer -> 'part_id', 'sid', case kind when 'accepted' then 'SM' || task.id end,
        'error_code', case kind when 'rejected'
          then coalesce((more ->> 'error_code')::integer, 30007) end));
    end if;
    return next regexp_replace(words, '^Yachtparty, .*\n', '>') || coalesce(
      ' (' || (answer ->> 'reason') || ')', '');
    exit when answer ? 'wait_seconds';
  end loop;
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', offer.lease, 'outcome', case
    when answer ? 'wait_seconds' or kind = 'later' then 'snooze' else 'done' end, 'actions',
    '[]'::jsonb, 'snooze_seconds', answer -> 'wait_seconds', 'reason', answer -> 'reason')), at);
end
$$;
comment on function tests.offer(uuid, timestamptz, text, jsonb) is
  'The sender offers the texts of its lease to the carrier, to whom each becomes the same; more: '
  'of their parts, or the error_code with which they are rejected. What they say, or why one does not leave; > stands for the introduction.';

create function tests.begin_next(at timestamptz default tests.noon(), more jsonb default '{}')
returns jsonb language plpgsql set search_path = '' as $$
declare
  lease uuid;
begin
  set constraints all immediate;
  set constraints all deferred;
  lease := tests.send_lease(begin_next.at);
  return (
    select jsonb_build_object('words', m.content) || worker.begin_send(lease, t.id,
      '{"index": 0, "count": 1, "body": "hi", "encoding": "GSM-7", "segments": 1}'::jsonb || more,
      null, begin_next.at)
    from public.agent_tasks t join public.messages m
      on m.id = (t.context_json ->> 'message_id')::uuid
    where t.lease_token = lease and t.status = 'processing' order by t.seq limit 1);
end
$$;
comment on function tests.begin_next(timestamptz, jsonb) is
  'The sender claims a lane and begins its next text; more: of its part. What it was answered.';

create function tests.send_all(
  at timestamptz default tests.noon(), kind text default 'accepted', more jsonb default '{}'
) returns setof text language plpgsql set search_path = '' as $$
declare
  lease uuid;
begin
  -- Of what nothing was heard is not asked again in the same moment.
  for round in 1..case send_all.kind when 'nothing' then 1 else 200 end loop
    set constraints all immediate;
    set constraints all deferred;
    lease := tests.send_lease(send_all.at);
    exit when lease is null;
    return query select * from tests.offer(lease, send_all.at, send_all.kind, send_all.more);
  end loop;
end
$$;
comment on function tests.send_all(timestamptz, text, jsonb) is
  'The sender drains all that is due. As tests.offer.';

create function tests.deliver(at timestamptz default tests.noon(), kind text default 'accepted')
returns text language plpgsql set search_path = '' as $$
begin
  perform tests.decide(deliver.at);
  return (select string_agg(s, ', ') from tests.send_all(deliver.at, deliver.kind) s);
end
$$;
comment on function tests.deliver(timestamptz, text) is
  'The orchestrator decides and the sender sends: what left, in order.';

create view tests.queued with (security_invoker = true) as
  select q.final_message as words, q.status, q.status_reason as reason, q.look_at, q.arrival
  from public.message_queue q where coalesce(q.subject, '') !~ '^re_engage:';
comment on view tests.queued is
  'What waits for the orchestrator, or did; but for what asks a newcomer who has fallen silent.';
grant select on tests.queued to postgres;

create function tests.book_credits(
  amount integer,
  processed boolean default true,
  key text default null
) returns uuid
language sql set search_path = '' as $$
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, processed)
    select u.tenant_id, u.id, case when book_credits.amount > 0 then 'answer' else 'spend' end,
      book_credits.amount, 'user', u.id,
      coalesce(book_credits.key, gen_random_uuid()::text), book_credits.processed
    from public.users u where u.id = '00000000-0000-4000-8000-000000000021' returning id
$$;
comment on function tests.book_credits(integer, boolean, text) is
  'Grace earns or spends credits, each time for a reason of its own unless its key is given.';

create function tests.credit_balance() returns integer
language sql stable set search_path = '' as $$
  select u.credit_balance from public.users u
  where u.id = '00000000-0000-4000-8000-000000000021'
$$;
comment on function tests.credit_balance() is 'The credits that Grace has.';

create function tests.community_request() returns void
language sql set search_path = '' as $$
  insert into public.users (id, tenant_id, phone_number)
    select ('20000000-0000-4000-8000-00000000000' || n)::uuid,
      '00000000-0000-4000-8000-000000000001', '+1415555019' || n from generate_series(1, 2) n;
  insert into public.community_requests (id, tenant_id, requesting_agent_type, question) values
    ('c1000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
     'concierge', 'How is a boat kept dry?');
$$;
comment on function tests.community_request() is
  'A question to the community (c1…1), and experts 1 and 2 (2…1 and 2…2), who could answer it.';

create view tests.request as
  select r.status, r.responses_count from public.community_requests r
  where r.id = 'c1000000-0000-4000-8000-000000000001';
comment on view tests.request is 'How far that question is.';
grant select on tests.request to postgres;

create function tests.answer_request(expert integer) returns void
language sql set search_path = '' as $$
  insert into public.community_responses
    (tenant_id, request_id, user_id, response_text, verbatim_answer)
  values ('00000000-0000-4000-8000-000000000001', 'c1000000-0000-4000-8000-000000000001',
    ('20000000-0000-4000-8000-00000000000' || answer_request.expert)::uuid, 'By bailing.',
    'bail it')
$$;
comment on function tests.answer_request(integer) is 'Expert 1 or 2 answers that question.';

create function tests.answered_members() returns void
language sql set search_path = '' as $$
  select tests.two_members();
  insert into public.messages (conversation_id, role, direction, content)
    select id, 'concierge', 'outbound', 'hello' from public.conversations;
$$;
comment on function tests.answered_members() is 'tests.two_members(), and an answer to each.';

create function tests.message_of(phone text, direction text) returns uuid
language sql stable set search_path = '' as $$
  select m.id from public.messages m join public.users u on u.id = m.user_id
  where u.phone_number = message_of.phone and m.direction = message_of.direction
$$;
comment on function tests.message_of(text, text) is 'Somebody''s only text in, or out.';

create function tests.rating(arguments text) returns text
language sql set search_path = '' as $$
  select tests.attempt('authenticated', 'a0000000-0000-4000-8000-000000000001',
    format('select public.give_feedback(%L, %s)',
      tests.message_of('+14155550111', 'outbound'), rating.arguments))
$$;
comment on function tests.rating(text) is
  'Grace rates the answer she had: "allowed", or the SQLSTATE with which it was refused.';

create function tests.link_sign_in() returns setof text
language sql set search_path = '' as $$
  select tests.sign_in('a0000000-0000-4000-8000-000000000001');
  select l.user_id::text from public.link_sign_in() l order by 1
$$;
comment on function tests.link_sign_in() is
  'Sign-in …1 asks who it is; the users it now stands for.';

create function tests.dead_letter(kind text) returns void
language sql set search_path = '' as $$
  insert into public.event_dead_letters (tenant_id, task_id, task_type, reason, attempts, errors,
      first_failed_at, last_failed_at)
    values ('00000000-0000-4000-8000-000000000001', gen_random_uuid(), dead_letter.kind,
      'permanent', 1, '[]', now(), now())
$$;
comment on function tests.dead_letter(text) is 'A condition of severity warning begins.';

create function tests.discard_letters() returns void
language sql set search_path = '' as $$
  update public.event_dead_letters set discarded_at = now(), discarded_reason = 'seen'
$$;
comment on function tests.discard_letters() is 'And is over.';

create function tests.late_lane() returns void
language sql set search_path = '' as $$
  insert into private.lanes (lane_key, tenant_id, function_name, priority, due) values
    ('late', '00000000-0000-4000-8000-000000000001', 'concierge', 1, '2029-12-31')
$$;
comment on function tests.late_lane() is 'A critical condition, which stands in 2030.';

create function tests.alert_channel(
  address text, step text default 'first', severity_least text default 'info'
) returns uuid
language sql set search_path = '' as $$
  insert into public.alert_channels (tenant_id, kind, address, step, severity_least, secret_name)
  select '00000000-0000-4000-8000-000000000001', k.kind, alert_channel.address,
    alert_channel.step, alert_channel.severity_least,
    case k.kind when 'webhook' then 'alert_channel_' || gen_random_uuid() end
  from (select case when alert_channel.address ~ '^http' then 'webhook'
    when alert_channel.address ~ '@' then 'email' else 'sms' end) k (kind)
  returning id
$$;
comment on function tests.alert_channel(text, text, text) is
  'A way to tell the first tenant of its alerts; its kind shows in its address.';

create view tests.told as
  select c.address, d.occasion, a.kind, a.subject, d.status, d.attempts, d.last_error
  from public.alert_deliveries d
  join public.alert_channels c on c.id = d.channel_id
  join public.alerts a on a.id = d.alert_id;
comment on view tests.told is 'Who was, or is to be, told of what.';
grant select on tests.told to postgres;

create function tests.begin_alert(at timestamptz default now())
returns table (lease uuid, answer jsonb)
language plpgsql set search_path = '' as $$
declare
  turn jsonb;
begin
  -- As at a commit.
  set constraints all immediate;
  set constraints all deferred;
  turn := worker.claim('housekeeping', 1, begin_alert.at) -> 'turns' -> 0;
  lease := (turn ->> 'lease')::uuid;
  answer := worker.begin_alert(lease, (turn -> 'tasks' -> 0 ->> 'id')::uuid);
  return next;
end
$$;
comment on function tests.begin_alert(timestamptz) is
  'The function that delivers claims the next delivery and begins it.';
