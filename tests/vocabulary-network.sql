-- Words for what passes between a member and the network. Loaded after tests/vocabulary.sql.

create function tests.turn(
  words text, action text default null, input jsonb default '{}', phone text default '+14155550111',
  says text default null
) returns text
language plpgsql set search_path = '' as $$
declare
  lease private.leases;
  reason text;
  proposed jsonb := '[]';
begin
  if turn.words is not null then
    perform tests.text_in('SM' || gen_random_uuid(), turn.phone, turn.words);
  end if;
  perform worker.claim('concierge', 1, clock_timestamp() + interval '10 s');
  select l.* into strict lease from private.leases l where l.function_name = 'concierge';
  if turn.action is not null then
    select private.check_action(u, 'concierge', turn.action, turn.input, lease.handles)
      into strict reason from public.users u where u.phone_number = turn.phone;
    proposed := jsonb_build_array(jsonb_build_object('type', turn.action, 'input', turn.input));
  end if;
  perform worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'done',
    'lease', lease.token, 'actions', case when reason is null then proposed else '[]' end
      || jsonb_build_array(jsonb_build_object('type', 'reply',
        'input', jsonb_build_object('text', coalesce(turn.says, case turn.action
          -- Who tells of an introduction names whom it is about.
          when 'present_opportunity' then 'News: Noah, or Utnapishtim.' else 'Aye.' end)))))));
  set constraints all immediate;
  set constraints all deferred;
  -- What was said has left, and the next turn is another moment.
  update public.messages set status = 'sent', sent_at = clock_timestamp()
    where status = 'queued_for_send' and purpose = 'reply';
  update public.user_priorities set presented_at = presented_at - interval '1 minute'
    where presented_at = now();
  return coalesce(reason, 'done');
end
$$;
comment on function tests.turn(text, text, jsonb, text, text) is
  'Somebody, Grace unless it is said, texts these words; her Concierge proposes one action, which '
  'is carried out with its turn, and answers: "done", or why the action was refused.';

create function tests.member() returns void
language sql set search_path = '' as $$
  insert into public.users (id, tenant_id, phone_number, first_name, last_name, email, verified)
  values ('20000000-0000-4000-8000-000000000005', '00000000-0000-4000-8000-000000000001',
    '+14155550155', 'Ada', 'Lovelace', 'ada@engines.example', true)
$$;
comment on function tests.member() is 'Ada (2…5, +14155550155), another member.';

create function tests.ask_grace(question text default 'How is a boat kept dry?') returns uuid
language sql set search_path = '' as $$
  insert into public.community_requests (tenant_id, requesting_agent_type, requesting_user_id,
      question, requester_context, target_user_ids)
    values ('00000000-0000-4000-8000-000000000001', 'concierge',
      '20000000-0000-4000-8000-000000000005', ask_grace.question,
      'Write to ada@engines.example or +1 (415) 555-0155',
      '{00000000-0000-4000-8000-000000000021}')
    returning id
$$;
comment on function tests.ask_grace(text) is 'Ada has a question, and Grace is asked.';

create function tests.intro(whom text default 'Noah') returns uuid
language sql set search_path = '' as $$
  insert into public.intro_opportunities (tenant_id, connector_user_id, prospect_name,
      prospect_title, prospect_company, innovator_name, intro_email)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000021',
      intro.whom, 'Captain', 'Ark', 'Dry Boats', 'noah@ark.example')
    returning id
$$;
comment on function tests.intro(text) is 'Grace could introduce somebody to Dry Boats.';

create function tests.rank(item_type text, item_id uuid, rank integer default 1) returns uuid
language sql set search_path = '' as $$
  insert into public.user_priorities (tenant_id, user_id, priority_rank, item_type, item_id)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000021',
      rank.rank, rank.item_type, rank.item_id)
    returning id
$$;
comment on function tests.rank(text, uuid, integer) is 'It is among Grace''s priorities.';

create function tests.view(phone text default '+14155550111') returns jsonb
language sql stable set search_path = '' as $$
  select private.member_view(u, (select t from (select null::public.agent_tasks) t (t)))
  from public.users u where u.phone_number = view.phone
$$;
comment on function tests.view(text) is 'What somebody''s Concierge would know now.';

create function tests.told_events() returns table (event_type text, keys text)
language sql stable set search_path = '' as $$
  select e.event_type, (select string_agg(k, ' ' order by k) from jsonb_object_keys(e.payload) k)
  from public.events e where e.event_type <> 'message.received'
    -- Those wake the Account Manager, whoever changed the row.
    and e.event_type !~ '_changed$|[.]changed$' order by e.event_type
$$;
comment on function tests.told_events() is 'What events tell, and the keys of their payloads.';

create function tests.want_told(priority_id uuid, decided boolean default true) returns void
language plpgsql set search_path = '' as $$
begin
  insert into public.message_queue
      (tenant_id, user_id, agent_id, message_data, subject, scheduled_for)
    select p.tenant_id, p.user_id, 'account-manager', jsonb_build_object('priority_id', p.id,
      'item_type', p.item_type, 'item_id', p.item_id, 'text', 'Noah'), 'priority:' || p.id,
      tests.noon()
    from public.user_priorities p where p.id = want_told.priority_id;
  if want_told.decided then
    perform tests.decide(tests.noon());
  end if;
end
$$;
comment on function tests.want_told(uuid, boolean) is
  'The Account Manager would like Grace told of a priority; decided: the orchestrator has approved.';
