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
  client_id integer, agents text[] default '{assistant}', at timestamptz default now(),
  screen jsonb default tests.screen(), data jsonb default null, opts_out text default null
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := worker.open_chat('a0000000-0000-4000-8000-000000000001',
    'c0000000-0000-4000-8000-000000000031',
    ('e0000000-0000-4000-8000-' || lpad(write.client_id::text, 12, '0'))::uuid,
    'Message ' || write.client_id, write.screen, false, write.opts_out, write.data,
    write.agents, write.at);
begin
  -- As at a commit.
  set constraints all immediate;
  set constraints all deferred;
  return answer;
end
$$;
comment on function tests.write(integer, text[], timestamptz, jsonb, jsonb, text) is
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

create function tests.a_winter_of_calls() returns void
language plpgsql set search_path = '' as $$
begin
  perform tests.people();
  perform tests.a_page();
  insert into public.users (id, tenant_id, email, email_verified, is_test) values
    ('00000000-0000-4000-8000-000000000032', '00000000-0000-4000-8000-000000000002',
     'try@centaur.example', true, true);
  insert into private.model_prices values ('a-model', '2030-01-01', 0, 1, 10, 1, 1, 1),
    ('a-model', '2030-01-31', 0, 2, 20, 1, 1, 1);
  -- Four calls of Lena's on each of two days and at either side of midnight UTC, one of who tries.
  insert into public.agent_actions_log
      (id, tenant_id, agent_type, action_type, user_id, lease_token, model_used, created_at)
    select gen_random_uuid(), u.tenant_id, 'assistant', 'llm_call', u.id, gen_random_uuid(),
      'a-model', at from public.users u, unnest('{2030-01-30 00:00+00,2030-01-30 23:59:59+00,
      2030-01-31 00:00+00,2030-02-01 00:00+00}'::timestamptz[]) at
    where u.tenant_id = '00000000-0000-4000-8000-000000000002' and u.email ~ 'centaur';
  -- Settled as if it were then: the months ahead are not looked at.
  perform private.increment_usage_metrics(l.tenant_id, l.user_id, l.day, 1000, 100, 0, 0,
      private.model_cost('a-model', l.day, 1000, 100, 0, 0))
    from (select *, (created_at at time zone 'UTC')::date as day from public.agent_actions_log) l
    where l.model_used = 'a-model';
end
$$;
comment on function tests.a_winter_of_calls() is
  'Lena''s assistant was called four times, at either side of midnights UTC and of a new price; and '
  'as often by who tries it out.';
