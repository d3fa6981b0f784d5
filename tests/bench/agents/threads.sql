-- A member, and threads of theirs as long as is asked for.

create schema bench;

create function bench.thread(nth integer) returns uuid
language sql immutable as $$ select ('b0000000-0000-4000-8000-0000000000' || to_char(nth, 'FM00'))::uuid $$;

insert into public.tenants (id, slug, name, product) values
  ('b0000000-0000-4000-8000-000000000001', 'bench', 'Yachtparty', 'network');

-- A sender each, so that each member has a thread of one length alone.
create function bench.open_thread(nth integer) returns void
language sql as $$
  insert into public.senders (id, tenant_id, phone_number, account_sid, auth_token_secret)
    values (bench.thread(nth), 'b0000000-0000-4000-8000-000000000001', '+1415555010' || nth,
      'AC' || lpad(nth::text, 32, '0'), 'none');
  insert into public.users (id, tenant_id, phone_number, first_name, last_name, company, title,
      email, email_verified, verified, timezone)
    values (bench.thread(nth), 'b0000000-0000-4000-8000-000000000001', '+1415555020' || nth,
      'Grace', 'Hopper', 'Cobol Yachts', 'Rear Admiral',
      'grace.' || nth || '@cobol-yachts.example', true, true, 'America/New_York');
  insert into public.consent_events (tenant_id, user_id, kind, source)
    values ('b0000000-0000-4000-8000-000000000001', bench.thread(nth), 'first_contact',
      'texted_in');
  insert into public.conversations (id, tenant_id, user_id, phone_number, sender_id)
    values (bench.thread(nth), 'b0000000-0000-4000-8000-000000000001', bench.thread(nth),
      '+1415555020' || nth, bench.thread(nth));
$$;

-- Texts of about ninety characters, as they are texted, to and fro.
create function bench.talk(nth integer, first integer, last integer) returns void
language sql as $$
  insert into public.messages (conversation_id, role, direction, content, status, task_id, sent_at,
      screen)
  select bench.thread(nth), case when n % 2 = 1 then 'user' else 'concierge' end,
    case when n % 2 = 1 then 'inbound' else 'outbound' end,
    'Text ' || lpad(n::text, 6, '0') || ' of ours: the yard has a berth from the '
      || lpad((n % 28 + 1)::text, 2, '0') || 'th, and asks what the hull is made of.',
    case when n % 2 = 1 then 'received' else 'sent' end, gen_random_uuid(),
    case when n % 2 = 0 then now() end,
    case when n % 2 = 1 then '{"version": "bench", "severity": "none"}'::jsonb end
  from generate_series(first, last) n
$$;

-- As the summariser leaves it: as long as it may be, fifty messages after fifty.
create function bench.summarise(nth integer) returns void
language sql as $$
  update public.conversations c set summary_position = c.last_position / 50 * 50,
    conversation_summary = case when c.last_position >= 50
      then left(repeat('- says that the hull is made of oak, and that the yard knows. ', 80), 4000)
    end
  where c.id = bench.thread(nth)
$$;

-- Without the texts that a turn has added, so that a length stays what it is called.
create function bench.restore(nth integer, length integer) returns void
language sql as $$
  delete from public.messages m
    where m.conversation_id = bench.thread(nth) and m.position > restore.length;
  update public.conversations c set last_position = restore.length,
    last_inbound_position = least(c.last_inbound_position, restore.length)
  where c.id = bench.thread(nth)
$$;
