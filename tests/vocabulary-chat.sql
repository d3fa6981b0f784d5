-- Lena, who writes to the assistant of the second tenant on the web. Loaded after the others.

create function tests.a_page() returns void
language sql set search_path = '' as $$
  insert into auth.users (id)
    select ('a0000000-0000-4000-8000-00000000000' || n)::uuid from generate_series(1, 2) n
    on conflict do nothing;
  insert into public.users (id, tenant_id, auth_id, email, email_verified) values
    ('00000000-0000-4000-8000-000000000031', '00000000-0000-4000-8000-000000000002',
     'a0000000-0000-4000-8000-000000000001', 'lena@centaur.example', true);
  insert into public.conversations (id, tenant_id, user_id, channel) values
    ('c0000000-0000-4000-8000-000000000031', '00000000-0000-4000-8000-000000000002',
     '00000000-0000-4000-8000-000000000031', 'web');
$$;
comment on function tests.a_page() is
  'Lena (sign-in …1) has a conversation (c0…31) with her tenant''s assistant.';

create function tests.write(
  client_id integer, agents text[] default '{assistant}', at timestamptz default now()
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := worker.open_chat('a0000000-0000-4000-8000-000000000001',
    'c0000000-0000-4000-8000-000000000031',
    ('e0000000-0000-4000-8000-' || lpad(write.client_id::text, 12, '0'))::uuid,
    'Message ' || write.client_id, write.agents, null, write.at);
begin
  -- As at a commit.
  set constraints all immediate;
  set constraints all deferred;
  return answer;
end
$$;
comment on function tests.write(integer, text[], timestamptz) is
  'Lena writes her nth message, and its page streams for these agents.';

create function tests.say(lease jsonb, words text, more jsonb default '{}') returns text
language sql set search_path = '' as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('lease', say.lease, 'outcome', 'done',
    'actions', jsonb_build_array(jsonb_build_object('type', 'reply', 'input',
      jsonb_build_object('text', say.words)))) || say.more)) -> 0 ->> 'result'
$$;
comment on function tests.say(jsonb, text, jsonb) is 'A turn ends with these words.';

create view tests.page as
  select m.position, m.role, m.content, m.status, m.task_id, m.unanswered_reason,
    m.message_metadata as metadata, m.token_count, m.latency_ms
  from public.messages m where m.conversation_id = 'c0000000-0000-4000-8000-000000000031'
  order by m.position;
comment on view tests.page is 'What stands in Lena''s conversation.';
grant select on tests.page to postgres;
