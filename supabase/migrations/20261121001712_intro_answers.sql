-- A yes or no to an introduction, of who would make it and of who would be in it, in their own words.
-- docs/decisions/0019 says why it is read as it is.

insert into private.actions (action, agents, to_others, description) values
  ('answer_introduction', '{concierge}', 'only a member makes introductions',
   'their yes or no to an introduction that they would make, or be in');

create function private.others_asked_about(
  person public.users, asked private.intro_questions
) returns text[]
language plpgsql stable security invoker set search_path = '' as $$
begin
  return array(select o.name from private.intro_questions o
    where o.tenant_id = person.tenant_id and o.user_id = person.id
      and o.intro_id <> asked.intro_id and o.asked_in is not null);
end
$$;
comment on function private.others_asked_about(public.users, private.intro_questions) is
  'Whom the person was asked about besides, and has not answered.';

create function private.texts_since_asking(asked private.intro_questions, handles jsonb)
returns setof public.messages
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select t.* from public.messages m
  join private.texts_answered(texts_since_asking.handles) t
    on t.conversation_id = m.conversation_id and t.position > m.position
  where m.id = asked.asked_in and m.status in ('sending', 'sent', 'delivered', 'unknown')
  order by t.position;
end
$$;
comment on function private.texts_since_asking(private.intro_questions, jsonb) is
  'The texts that this turn answers which came after the one that asked; none while that has not '
  'left.';

create function private.yes_to(
  person public.users, asked private.intro_questions, handles jsonb
) returns uuid
language plpgsql stable security invoker set search_path = '' as $$
declare
  answer public.messages;
  spoken public.messages;
  others constant text[] := private.others_asked_about(person, asked);
begin
  select t.* into answer from private.texts_since_asking(asked, yes_to.handles) t
    where private.says_yes(t.content, asked.name) or private.says_no(t.content)
    order by t.position desc limit 1;
  if answer.id is null or not private.says_yes(answer.content, asked.name) then
    return null;
  end if;
  select m.* into spoken from public.messages m
    where m.conversation_id = answer.conversation_id and m.position < answer.position
      and m.direction = 'outbound' and m.status in ('sending', 'sent', 'delivered', 'unknown')
    order by m.position desc limit 1;
  return case when spoken.id = asked.asked_in
    or private.names_alone(answer.content, asked.name, others)
    or (spoken.content ~* '\myes\M.*\mno\M'
      and private.names_alone(spoken.content, asked.name, others)) then answer.id end;
end
$$;
comment on function private.yes_to(public.users, private.intro_questions, jsonb) is
  'The text of this turn that says yes to an introduction. It is the last that says yes or no; and '
  'what we had said last asked about that introduction, or asked for a YES or NO about its person '
  'by name, or the text itself names them. Null: there is none, whatever a yes was about.';

create function private.was_yes_to_another(person public.users, yes uuid) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return exists (select from public.intro_opportunities i
      where i.tenant_id = person.tenant_id and i.yes_in = yes)
    or exists (select from private.intro_sides s
      where s.tenant_id = person.tenant_id and s.yes_in = yes);
end
$$;
comment on function private.was_yes_to_another(public.users, uuid) is
  'Whether a text was taken as the yes to an introduction already: one yes is to one.';

create function private.answer_refusal(
  person public.users, asked private.intro_questions, answer text, handles jsonb
) returns text
language plpgsql stable security invoker set search_path = '' as $$
declare
  yes uuid;
begin
  if not exists (select from private.texts_since_asking(asked, handles)) then
    return 'they were not told of it before they wrote: tell them of it, and ask';
  elsif answer_refusal.answer = 'no' then
    return null;
  end if;
  yes := private.yes_to(person, asked, handles);
  return case
    when yes is null then 'their text is no plain yes to it: name whom it is about, and ask them '
      || 'to answer YES or NO'
    when private.was_yes_to_another(person, yes)
      then 'their yes was to another: name whom this is about, and ask them to answer YES or NO'
    when asked.is_connector then private.bounty_refusal(i) end
    from public.intro_opportunities i where i.id = asked.intro_id;
end
$$;
comment on function private.answer_refusal(
  public.users, private.intro_questions, text, jsonb) is
  'Why a yes or no to an introduction that waits for one cannot be taken, or null.';

create function private.question_of(person public.users, intro_id uuid)
returns private.intro_questions
language plpgsql stable security invoker set search_path = '' as $$
declare
  asked private.intro_questions;
begin
  select q.* into asked from private.intro_questions q
    where q.tenant_id = person.tenant_id and q.user_id = person.id
      and q.intro_id = question_of.intro_id;
  return asked;
end
$$;
comment on function private.question_of(public.users, uuid) is
  'What an introduction asks of a person at this moment; nulls: nothing.';

create function private.check_answer_introduction(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
declare
  intro public.intro_opportunities;
  asked private.intro_questions;
begin
  select * into intro from public.intro_opportunities i
    where i.id = private.named_id(handles, input ->> 'handle', 'intro_opportunity')
      and i.tenant_id = person.tenant_id;
  asked := private.question_of(person, intro.id);
  return coalesce(private.check_fields(input, array['handle', 'answer']), case
    when coalesce(input ->> 'answer', '') <> all (array['yes', 'no']) then 'answer is yes or no'
    when intro.id is null or not private.is_in_intro(person, intro)
      then 'there is no such handle'
    when asked.intro_id is null and input ->> 'answer' = 'no' and intro.status = 'accepted'
      and private.has_agreed(person, intro) then private.takes_back(handles)
    when asked.intro_id is null and intro.status = 'accepted'
      and intro.connector_user_id <> person.id then 'they have said so already'
    when asked.intro_id is null then 'it is ' || intro.status || ' already'
    when intro.expires_at <= now() then 'its time is over'
    else private.answer_refusal(person, asked, input ->> 'answer', handles) end);
end
$$;

create function private.is_in_intro(person public.users, intro public.intro_opportunities)
returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return intro.connector_user_id = person.id or exists (
    select from private.intro_sides s where s.intro_id = intro.id and s.user_id = person.id);
end
$$;
comment on function private.is_in_intro(public.users, public.intro_opportunities) is
  'Whether somebody makes an introduction, or is asked to be in it.';

create function private.has_agreed(person public.users, intro public.intro_opportunities)
returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return exists (select from private.intro_sides s where s.intro_id = intro.id
    and s.user_id = person.id and s.agreed_at is not null);
end
$$;
comment on function private.has_agreed(public.users, public.intro_opportunities) is
  'Whether somebody has said yes to an introduction, as its connector or as a side of it.';

create function private.takes_back(handles jsonb) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case when not exists (select from private.texts_answered(takes_back.handles) t
    where private.says_no(t.content))
    then 'they have said yes, and their text is no plain no: ask them' end;
end
$$;
comment on function private.takes_back(jsonb) is
  'Why a yes is not taken back by this turn, or null. Whatever no it is: until addresses leave, '
  'doubt goes to who does not want to be introduced.';

create function private.answer_status(input jsonb) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case input ->> 'answer' when 'yes' then 'accepted' else 'declined' end;
end
$$;
comment on function private.answer_status(jsonb) is 'Where a yes or a no takes an introduction.';

create function private.apply_answer_introduction(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  intro uuid := private.named_id(lease.handles, input ->> 'handle', 'intro_opportunity');
  asked private.intro_questions := private.question_of(person, intro);
  yes uuid := case input ->> 'answer' when 'yes'
    then private.yes_to(person, asked, lease.handles) end;
begin
  if asked.is_connector is distinct from true then
    perform private.answer_as_side(person, task, lease, intro, yes);
    return;
  end if;
  perform private.settle_priority(person, 'intro_opportunity', intro);
  update public.intro_opportunities i set status = private.answer_status(input),
    connector_response = left(private.answer_of(lease.handles, null), 2000),
    yes_in = yes
  where i.id = intro and i.status = 'open';
  if not found then
    perform private.refuse('answer_introduction: it is over meanwhile');
  end if;
  perform private.tell(task, e.event_type, 'intro_opportunity', intro,
      jsonb_build_object('intro_id', intro, 'user_id', person.id))
    from private.intro_edges e
    where e.from_status = 'open' and e.to_status = private.answer_status(input);
end
$$;
comment on function private.apply_answer_introduction(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'Consent is this row, with the person''s own words, and nothing that is told elsewhere.';
