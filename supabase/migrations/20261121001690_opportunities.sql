-- What a member is told of, one opportunity at a time, and how far an introduction may go.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('one_opportunity_hours', 24, true, 0, 720,
   'while one opportunity waits so long for its answer no other is told, unless they ask');
insert into private.outreach_reasons (reason, ends, words) values
  ('one_at_a_time', false, 'another opportunity waits for the person''s answer');

insert into private.actions (action, agents, to_others, description) values
  ('present_opportunity', '{concierge}', 'only a member is told of opportunities',
   'the reply tells them of one of their priorities');

-- How far an introduction may go. -----------------------------------------------------------------

create table private.intro_edges (
  from_status text not null,
  to_status text not null,
  by_connector boolean not null default false,
  event_type text,
  description text not null,
  primary key (from_status, to_status),
  constraint the_connectors_word_is_told check (not by_connector or event_type is not null)
);
comment on table private.intro_edges is
  'From which state an introduction may go to which, and what is then told. by_connector: on the '
  'word of the member who would make it, and of nobody else.';
insert into private.intro_edges (from_status, to_status, by_connector, event_type, description)
values
  ('open', 'accepted', true, 'intro.accepted', 'its connector says yes'),
  ('open', 'declined', true, 'intro.declined', 'its connector says no'),
  ('open', 'expired', false, null, 'nobody said anything in time'),
  ('open', 'cancelled', false, null, 'nobody wants it any more'),
  ('accepted', 'scheduled', false, null, 'the two will meet'),
  ('accepted', 'completed', false, null, 'the two have met'),
  ('accepted', 'expired', false, null, 'it did not come about in time'),
  ('accepted', 'cancelled', false, null, 'one of the three no longer wants it'),
  ('scheduled', 'completed', false, null, 'the two have met'),
  ('scheduled', 'expired', false, null, 'they did not meet'),
  ('scheduled', 'cancelled', false, null, 'one of the three no longer wants it');

create function private.keep_to_edges() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  if not exists (select from private.intro_edges e
    where e.from_status = old.status and e.to_status = new.status) then
    raise exception 'an introduction does not go from % to %', old.status, new.status
      using errcode = 'check_violation', hint = 'private.intro_edges has where it may go.';
  end if;
  return new;
end
$$;
comment on function private.keep_to_edges() is
  'An introduction moves along the edges of private.intro_edges, whoever moves it.';
create trigger introductions_keep_to_their_edges
  before update of status on public.intro_opportunities
  for each row when (old.status <> new.status) execute function private.keep_to_edges();

-- What was told, and what is settled. -------------------------------------------------------------

create function private.withdraw_texts_on(person public.users, priority_id uuid) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform worker.withdraw_outreach(q.id, 'it was told or settled meanwhile')
    from public.message_queue q
    where q.tenant_id = person.tenant_id and q.user_id = person.id
      and q.status in ('queued', 'approved')
      and q.message_data ->> 'priority_id' = withdraw_texts_on.priority_id::text;
end
$$;
comment on function private.withdraw_texts_on(public.users, uuid) is
  'Nobody is told twice: a text about a priority that waits to be sent is not sent. Person locked.';

create function private.present_priority(person_id uuid, priority_id uuid) returns boolean
language plpgsql security invoker set search_path = '' as $$
declare
  item public.user_priorities;
begin
  update public.user_priorities p set status = 'presented', presented_at = now()
    where p.id = present_priority.priority_id and p.user_id = present_priority.person_id
      and p.status in ('active', 'presented')
    returning * into item;
  if item.item_type = 'intro_opportunity' then
    update public.intro_opportunities i set feed_item_id = item.id where i.id = item.item_id
      and i.connector_user_id = item.user_id and i.tenant_id = item.tenant_id;
  end if;
  return item.id is not null;
end
$$;
comment on function private.present_priority(uuid, uuid) is
  'Somebody is told of a priority of theirs. False: they have none of that id, or it is over. '
  'Person locked.';

create function private.note_telling(person public.users, message_id uuid) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  intro public.intro_opportunities;
begin
  if note_telling.message_id is null then
    return;
  end if;
  select i.* into intro
    from public.user_priorities p
    join public.intro_opportunities i on i.id = p.item_id
      and i.connector_user_id = person.id and i.status = 'open'
    where p.tenant_id = person.tenant_id and p.user_id = person.id and p.status = 'presented'
      and p.item_type = 'intro_opportunity'
      -- Presented by this turn, or told once more because the text before was put back.
      and (p.presented_at = now() or exists (select from public.message_queue q
        where q.tenant_id = person.tenant_id
          and q.delivered_message_id = note_telling.message_id
          and q.message_data ->> 'priority_id' = p.id::text))
      and not exists (select from public.messages m
        where m.id = i.told_in and m.status not in ('cancelled', 'failed'))
    limit 1;
  if not found then
    return;
  end if;
  -- Else it is not told: a later yes would be consent to what nobody has said.
  if not (select private.names(m.content, intro.prospect_name)
    from public.messages m where m.id = note_telling.message_id) then
    perform private.refuse('a text that tells of an introduction names whom it is about');
  end if;
  update public.intro_opportunities i set told_in = note_telling.message_id where i.id = intro.id;
end
$$;
comment on function private.note_telling(public.users, uuid) is
  'Keeps which text told of the introduction that this turn presents, or refuses the turn when '
  'that text does not name whom it is about.';

create function private.settle_priority(person public.users, item_type text, item_id uuid)
returns void
language plpgsql security invoker set search_path = '' as $$
declare
  settled uuid;
begin
  select p.id into settled from public.user_priorities p
    where p.user_id = person.id and p.item_type = settle_priority.item_type
      and p.item_id = settle_priority.item_id and p.status in ('active', 'presented');
  if found then
    -- Texts before priorities, as in every turn.
    perform private.withdraw_texts_on(person, settled);
    update public.user_priorities p set status = 'actioned' where p.id = settled;
    perform private.look_again(person.id, array['one_at_a_time']);
  end if;
end
$$;
comment on function private.settle_priority(public.users, text, uuid) is
  'Somebody has answered an item: its priority is actioned, and no text tells them of it any more.';

create function private.wants_an_answer(item_type text) returns boolean
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return wants_an_answer.item_type in ('intro_opportunity', 'community_request');
end
$$;
comment on function private.wants_an_answer(text) is
  'Whether a priority is an opportunity, which waits for a yes, a no or words. The others are news: '
  'they hold up nothing, and nothing holds them up.';

create function private.is_over(item_type text, item_id uuid) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case is_over.item_type
    when 'intro_opportunity' then exists (select from public.intro_opportunities i
      where i.id = is_over.item_id and (i.status <> 'open' or i.expires_at <= now()))
    when 'community_request' then exists (select from public.community_requests r
      where r.id = is_over.item_id and (r.status = 'closed' or r.expires_at <= now()))
    else false end;
end
$$;
comment on function private.is_over(text, uuid) is
  'Whether an opportunity has ended while its priority waited: taken back, answered by others, '
  'undone. Nobody is told of it any more.';

create function private.busy_until(person public.users, at timestamptz) returns timestamptz
language plpgsql stable security invoker set search_path = '' as $$
declare
  patience constant interval := make_interval(
    hours => private.setting('one_opportunity_hours', person.tenant_id)::integer);
begin
  return (
    select max(p.presented_at) + patience from public.user_priorities p
    where p.tenant_id = person.tenant_id and p.user_id = person.id and p.status = 'presented'
      and private.wants_an_answer(p.item_type) and p.presented_at > busy_until.at - patience);
end
$$;
comment on function private.busy_until(public.users, timestamptz) is
  'Until when a person is told of no other opportunity, because one waits for their answer; null: '
  'none does.';

create function private.say_outreach(task public.agent_tasks, words text) returns uuid
language plpgsql security invoker set search_path = '' as $$
declare
  person public.users;
  text public.message_queue;
  priority public.user_priorities;
  until timestamptz;
  said uuid;
begin
  select * into text from public.message_queue q
    where q.id = task.context_id and q.status = 'approved' and q.delivered_message_id is null;
  if not found then
    -- Withdrawn, or put back because its person has written: it is not said.
    return null;
  elsif text.message_data ? 'priority_id' then
    select * into person from public.users u where u.id = text.user_id;
    select * into priority from public.user_priorities p
      where p.user_id = person.id and p.id::text = text.message_data ->> 'priority_id';
    until := case when priority.status = 'active' and private.wants_an_answer(priority.item_type)
      then private.busy_until(person, now()) end;
    if coalesce(priority.status, 'expired') in ('expired', 'actioned')
      or private.is_over(priority.item_type, priority.item_id) then
      update public.message_queue q set status = 'cancelled', status_reason = 'withdrawn',
        status_detail = 'its matter is settled' where q.id = text.id;
      return null;
    elsif until is not null then
      perform private.put_back(text, 'one_at_a_time', until);
      return null;
    end if;
  end if;
  said := private.say(text, say_outreach.words);
  if priority.id is not null then
    perform private.present_priority(person.id, priority.id);
  end if;
  return said;
end
$$;
comment on function private.say_outreach(public.agent_tasks, text) is
  'What a turn has put into words is said, and the priority that it tells of is presented: one '
  'opportunity at a time, so while another waits for its answer the text waits, too.';

-- Telling of one in a reply. ----------------------------------------------------------------------

create function private.check_present_opportunity(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
declare
  priority uuid := private.named_id(handles, input ->> 'handle', 'user_priority');
begin
  return coalesce(private.check_fields(input, array['handle', 'asked']), case
    when jsonb_typeof(input -> 'asked') is distinct from 'boolean' then 'asked is true or false'
    when priority is null then 'there is no such handle'
    when not exists (select from private.texts_answered(handles))
      then 'nobody has written: this turn tells what it is for'
    when not exists (select from private.top_priorities(person) p where p.id = priority
        and not private.is_over(p.type, p.item_id)) then 'that is not to be told any more'
    when exists (select from public.user_priorities p where p.tenant_id = person.tenant_id
      and p.user_id = person.id and p.status = 'presented' and p.presented_at = now())
      then 'one at a time: this reply tells of another already'
    when private.busy_until(person, now()) is not null
      and not ((input ->> 'asked')::boolean and exists (
        select from private.texts_answered(handles) t where private.asks_for_more(t.content)))
      and exists (select from public.user_priorities p where p.id = priority
        and private.wants_an_answer(p.item_type))
      then 'another one waits for their answer; tell of this one only if they ask for more' end);
end
$$;

create function private.apply_present_opportunity(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  priority uuid := private.named_id(lease.handles, input ->> 'handle', 'user_priority');
begin
  perform private.withdraw_texts_on(person, priority);
  perform private.present_priority(person.id, priority);
end
$$;
comment on function private.apply_present_opportunity(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'The reply of this turn tells of it; private.note_telling keeps in which text.';
