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
  answered jsonb := worker.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
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
  insert into public.messages (conversation_id, role, direction, content)
    select ('c0000000-0000-4000-8000-00000000000' || say.conversation)::uuid, 'user', 'inbound',
      'hi' from generate_series(1, say.texts);
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
