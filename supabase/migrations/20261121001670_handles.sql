-- What is a person's own to know of and to act on in a turn, in public words, each by its handle.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('open_items_max', 5, true, 1, 20,
   'of each kind of open item an agent sees so many in a turn, the newest'),
  ('late_answer_days', 30, true, 0, 365,
   'so long after a question is over its asker still sees it, and an expert may still answer it');

create table private.handle_kinds (
  type text primary key,
  prefix text not null unique
    constraint prefix_is_a_letter check (prefix ~ '^[a-z]$'),
  description text not null
);
comment on table private.handle_kinds is
  'What an agent may name in a turn, and by which letter: the handles of private.leases.';
insert into private.handle_kinds (type, prefix, description) values
  ('user_priority', 'p', 'something worth the person''s attention that they were not told of yet'),
  ('intro_opportunity', 'i', 'an introduction that the person could make'),
  ('community_request', 'q', 'a question that the person was asked'),
  ('own_request', 'a', 'a question that the person asks the community'),
  ('solution_workflow', 'w', 'research for the person'),
  ('community_response', 'r', 'an answer to a question of theirs'),
  ('expert_impact_notification', 'n', 'what an answer of theirs has done'),
  ('message', 't', 'a text of theirs that this turn answers'),
  ('prospect', 'x', 'somebody whom an innovator would like to meet');

create function private.named_id(handles jsonb, handle text, type text) returns uuid
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case when handles -> handle ->> 'type' = named_id.type
    then (handles -> handle ->> 'id')::uuid end;
end
$$;
comment on function private.named_id(jsonb, text, text) is
  'What a handle of this turn stands for, if it is of that type; null of one that was made up.';

create function private.texts_answered(handles jsonb) returns setof public.messages
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select m.* from public.messages m
  where m.id = any (array(select (h.value ->> 'id')::uuid
    from jsonb_each(coalesce(texts_answered.handles, '{}')) h
    where h.value ->> 'type' = 'message'))
  order by m.conversation_id, m.position;
end
$$;
comment on function private.texts_answered(jsonb) is
  'The person''s own texts that a turn answers: none, when nobody has written.';

create function private.without_contacts(words text) returns text
language plpgsql immutable security invoker set search_path = '' as $$
declare
  address constant text := '[^\s@<>()]+@[^\s@<>()]+\.[[:alpha:]]{2,}'
    -- "ada at engines dot example", "ada (at) engines.example", "ada@engines dot example"
    || '|[[:alnum:]_.+-]+\s*(?:\s(?:at|@)\s|[[(]\s*(?:at|@)\s*[])]|@)\s*'
    || '[[:alnum:]-]+(?:\s*(?:\sdot\s|[[(]\s*(?:dot|\.)\s*[])])\s*[[:alnum:]-]+)+'
    || '|[[:alnum:]_.+-]+\s*[[(]\s*(?:at|@)\s*[])]\s*[[:alnum:]-]+(?:\.[[:alnum:]-]+)+';
  link constant text := '\m(?:https?://|www\.)\S+'
    || '|\m(?:[[:alnum:]-]+\.)+[[:alpha:]]{2,}/\S+'
    || '|\m(?:[[:alnum:]-]+\.)+(?:com|net|org|io|me|co|ai|app|dev|info|bio|link'
    || '|uk|eu|xyz|ly|gg|tv|biz|shop|store|site|online|tech)\M';
  handle constant text := '(?<![[:alnum:]_@])@[[:alnum:]_][[:alnum:]_.]+';
  -- 2024-01-31, 31.1.2024, 2019-2024, 1.500.000, 500.000.000 dollars, $ 500.000.000
  no_number constant text := '(?:\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d'
    || '|(?:19|20)\d\d[-/](?:19|20)\d\d|\d{1,2}(?:\.\d{3}){2,}'
    || '|\d{1,3}(?:[. ]\d{3})+\s?(?:[$€£]|(?:usd|eur|gbp|dollars?|euros?|pounds?|credits?)\M)'
    || '|(?<=[$€£]\s?)\d{1,3}(?:[. ]\d{3})+)(?![./-]?\d)';
  number constant text := '(?<!\d)(?<!\d[./-])(?!' || no_number
    || ')\+?\d(?:[ ().\-/–−·_]{0,3}\d){6,}';
begin
  return regexp_replace(regexp_replace(regexp_replace(regexp_replace(without_contacts.words,
    address, '[an address]', 'gi'), link, '[a link]', 'gi'), handle, '[a handle]', 'gi'),
    number, '[a number]', 'gi');
end
$$;
comment on function private.without_contacts(text) is
  'Somebody''s words as others are shown them: without email addresses (spelled out, too), links, '
  'handles and phone numbers. Dates and grouped amounts are none.';

create function private.without_person(words text, person public.users) returns text
language plpgsql immutable security invoker set search_path = '' as $$
declare
  name text;
  plain text := private.without_contacts(words);
begin
  foreach name in array array_remove(
    array[person.company, person.first_name, person.last_name], null)
  loop
    plain := regexp_replace(plain, '\m' || regexp_replace(btrim(name), '([^[:alnum:]_[:space:]])',
      '\\\1', 'g') || '(?![[:alnum:]])', '[…]', 'gi');
  end loop;
  return plain;
end
$$;
comment on function private.without_person(text, public.users) is
  'Somebody''s words without their own name and company, nor how to reach anybody.';

-- One item in the words that are public to its person; null when it is not theirs. ----------------

create function private.research_view(person public.users, id uuid) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select jsonb_build_object('about', w.request_description, 'since', w.created_at::date,
      'state', case when w.status <> 'in_progress' then w.status
        when w.last_decision_at is null then 'waits to be begun'
        when w.current_step = 'wait' then 'waits for answers' else 'in work' end)
    from public.solution_workflows w
    where w.id = research_view.id and w.tenant_id = person.tenant_id and w.user_id = person.id);
end
$$;
comment on function private.research_view(public.users, uuid) is
  'Research of theirs, and honestly whether anybody has begun.';

create function private.own_request_view(person public.users, id uuid, whole boolean)
returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select jsonb_build_object('about', r.question, 'since', r.created_at::date,
        'until', r.expires_at::date, 'answers', r.responses_count,
        'state', case when r.status = 'closed' then 'over'
          when r.responses_count > 0 then 'answered, and still open'
          when coalesce(r.target_user_ids, '{}') = '{}' then 'no expert has been asked yet'
          else 'experts were asked' end)
      || case when whole then jsonb_build_object('answers', (
        select coalesce(jsonb_agg(jsonb_build_object('at', s.created_at::date, 'answer',
          private.without_contacts(s.response_text)) order by s.created_at), '[]')
        from public.community_responses s
        where s.tenant_id = r.tenant_id and s.request_id = r.id)) else '{}' end
    from public.community_requests r
    where r.id = own_request_view.id and r.tenant_id = person.tenant_id
      and r.requesting_user_id = person.id);
end
$$;
comment on function private.own_request_view(public.users, uuid, boolean) is
  'A question of theirs; whole: with the answers, and without who gave them.';

create function private.asked_view(person public.users, id uuid) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select jsonb_build_object('about', private.without_contacts(r.question),
      'context', private.without_contacts(r.requester_context), 'urgency', r.urgency,
      'until', r.expires_at::date, 'state', case
        when exists (select from public.community_responses s
          where s.request_id = r.id and s.user_id = person.id) then 'they have answered'
        when r.status = 'closed' or r.expires_at <= now()
          then 'over: a late answer is kept with thanks, and not paid'
        when person.id = any (r.declined_user_ids) then 'they declined'
        else 'waits for their answer' end)
    from public.community_requests r
    where r.id = asked_view.id and r.tenant_id = person.tenant_id
      and r.target_user_ids @> array[person.id]
      and r.requesting_user_id is distinct from person.id);
end
$$;
comment on function private.asked_view(public.users, uuid) is
  'A question that they were asked, without who asks it.';

create function private.known_as(prospect public.prospects) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case when prospect.upload_source = 'api'
    -- Its beginning is what private.is_unnamed knows it by.
    then 'a member who looks for ' || coalesce(array_to_string(
      prospect.target_solution_categories, ', '), 'what you offer')
    else nullif(concat_ws(', ',
      nullif(concat_ws(' ', prospect.first_name, prospect.last_name), ''), prospect.title,
      prospect.company), '') end;
end
$$;
comment on function private.known_as(public.prospects) is
  'How an innovator, and whoever could introduce them, hears of a prospect before all have agreed: '
  'as they were brought, and of a member who was found only what that one looks for.';

create function private.introduced_view(person public.users, id uuid) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select jsonb_build_object('about', case
        when s.side = 'innovator' then 'an introduction to ' || concat_ws(', ', i.prospect_name,
          i.prospect_title, i.prospect_company)
        else 'an introduction to ' || coalesce(i.innovator_name, 'a company') end,
      'until', i.expires_at::date, 'state', case
        when s.refused_at is not null then 'they said no'
        when i.status = 'accepted' and s.agreed_at is null then 'waits for their yes or no'
        when i.status = 'accepted' then 'waits for the others to agree'
        when i.status = 'scheduled' and s.said is null then 'is being made; they say when it is'
        else i.status end)
    from private.intro_sides s
    join public.intro_opportunities i on i.id = s.intro_id
    where s.intro_id = introduced_view.id and s.tenant_id = person.tenant_id
      and s.user_id = person.id and s.side <> 'connector' limit 1);
end
$$;
comment on function private.introduced_view(public.users, uuid) is
  'An introduction to somebody, for who would be introduced. Who makes it is not told here.';

create function private.intro_view(person public.users, id uuid) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce(private.introduced_view(person, intro_view.id), (
    select jsonb_build_object('about', 'an introduction of ' || concat_ws(', ', i.prospect_name,
        i.prospect_title, i.prospect_company) || coalesce(' to ' || i.innovator_name, ''),
      'bounty_credits', i.bounty_credits, 'until', i.expires_at::date, 'state', case
        when i.status = 'scheduled' and not exists (select from private.intro_sides s
          where s.intro_id = i.id and s.side = 'connector' and s.said is not null)
          then 'is being made; they say when it is'
        when i.status <> 'open' then i.status
        when i.expires_at <= now() then 'expired'
        when i.told_in is null then 'they were not told of it yet'
        else 'waits for their yes or no' end)
    from public.intro_opportunities i
    where i.id = intro_view.id and i.tenant_id = person.tenant_id
      and i.connector_user_id = person.id));
end
$$;
comment on function private.intro_view(public.users, uuid) is
  'An introduction that they could make: whom, to whom, and what it earns.';

create function private.response_view(person public.users, id uuid, impact boolean)
returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select case when impact then jsonb_build_object(
        'about', 'what came of their answer to: ' || private.without_contacts(r.question),
        'impact', private.without_contacts(s.impact_description), 'credits', s.credits_awarded)
      else jsonb_build_object('about', 'an answer to their question: ' || r.question,
        'answer', private.without_contacts(s.response_text)) end
    from public.community_responses s
    join public.community_requests r on r.id = s.request_id
    where s.id = response_view.id and s.tenant_id = person.tenant_id
      and person.id = case when impact then s.user_id else r.requesting_user_id end);
end
$$;
comment on function private.response_view(public.users, uuid, boolean) is
  'An answer, to who has asked; or (impact) what it did, to who has given it.';

create function private.item_view(
  person public.users, type text, id uuid, whole boolean default false
) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case item_view.type
    when 'solution_workflow' then private.research_view(person, item_view.id)
    when 'own_request' then private.own_request_view(person, item_view.id, whole)
    when 'community_request' then private.asked_view(person, item_view.id)
    when 'intro_opportunity' then private.intro_view(person, item_view.id)
    when 'community_response' then private.response_view(person, item_view.id, false)
    when 'expert_impact_notification' then private.response_view(person, item_view.id, true)
  end;
end
$$;
comment on function private.item_view(public.users, text, uuid, boolean) is
  'An item in the words that are public to this person; null when it is none of theirs.';

-- Which items are open, and what a turn is told of them. ------------------------------------------

create function private.open_items(person public.users)
returns table (type text, id uuid, place bigint)
language plpgsql stable security invoker set search_path = '' as $$
declare
  most integer := private.setting('open_items_max', person.tenant_id);
  since timestamptz := now() - make_interval(
    days => private.setting('late_answer_days', person.tenant_id)::integer);
begin
  return query
  (select 'solution_workflow', w.id, row_number() over (order by w.created_at desc)
    from public.solution_workflows w
    where w.tenant_id = person.tenant_id and w.user_id = person.id and w.status = 'in_progress'
    order by w.created_at desc limit most)
  union all
  -- One that is over stays in view until its loop is closed, so that nobody is left waiting.
  (select 'own_request', r.id, row_number() over (order by r.created_at desc)
    from public.community_requests r
    where r.tenant_id = person.tenant_id and r.requesting_user_id = person.id
      -- What research of theirs asks is part of it, and said with it.
      and r.context_type is distinct from 'solution_workflow'
      and (r.status <> 'closed' or (r.closed_loop_at is null and r.expires_at > since))
    order by r.created_at desc limit most)
  union all
  (select 'intro_opportunity', i.id, row_number() over (order by i.created_at desc)
    from public.intro_opportunities i
    where i.tenant_id = person.tenant_id and i.connector_user_id = person.id
      and (i.status in ('accepted', 'scheduled')
        or (i.status = 'open' and i.told_in is not null and coalesce(i.expires_at > now(), true)))
    order by i.created_at desc limit most)
  union all
  (select 'intro_opportunity', i.id, row_number() over (order by i.created_at desc)
    from private.intro_sides s
    join public.intro_opportunities i on i.tenant_id = s.tenant_id and i.id = s.intro_id
    where s.tenant_id = person.tenant_id and s.user_id = person.id and s.side <> 'connector'
      and i.status in ('accepted', 'scheduled')
    order by i.created_at desc limit most)
  union all
  (select 'community_request', r.id,
      row_number() over (order by s.id is not null or r.status = 'closed', r.created_at desc)
    from public.community_requests r
    left join public.community_responses s on s.request_id = r.id and s.user_id = person.id
    where r.target_user_ids @> array[person.id] and r.tenant_id = person.tenant_id
      and r.requesting_user_id is distinct from person.id
      and person.id <> all (r.declined_user_ids) and r.expires_at > since
      -- What ranks among what they are to be told of is not told beside it.
      and not exists (select from public.user_priorities p
        where p.user_id = person.id and p.item_type = 'community_request' and p.item_id = r.id
          and p.status = 'active')
    order by s.id is not null or r.status = 'closed', r.created_at desc limit most);
end
$$;
comment on function private.open_items(public.users) is
  'What is open between a person and the network, of each kind the newest few: their research, '
  'their questions, introductions they were told of, and questions they were asked.';

create function private.top_priorities(person public.users)
returns table (id uuid, type text, item_id uuid, place bigint)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select p.id, case p.item_type when 'solution_update' then 'solution_workflow'
      else p.item_type end, p.item_id, row_number() over (order by p.priority_rank)
  from public.user_priorities p
  where p.tenant_id = person.tenant_id and p.user_id = person.id and p.status = 'active'
    and coalesce(p.expires_at > now(), true)
  order by p.priority_rank limit 5;
end
$$;
comment on function private.top_priorities(public.users) is
  'The five that matter most of what a person was not told of yet.';

create function private.member_view(person public.users, task public.agent_tasks) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    with priorities as materialized (select * from private.top_priorities(person)),
    found as (
      select o.type, o.id, o.place, true as open from private.open_items(person) o
      union all
      select p.type, p.item_id, 100 + p.place, false from priorities p
    ),
    items as (
      select f.type, f.id, min(f.place) as place, bool_or(f.open) as open from found f group by 1, 2
    ),
    -- What is not theirs, whoever ranked it, has no words, and so no handle.
    named as materialized (
      select k.prefix || row_number() over (partition by k.prefix order by i.place) as handle,
        i.*, v.words
      from items i join private.handle_kinds k on k.type = i.type
      cross join lateral (select private.item_view(person, i.type, i.id) as words offset 0) v
      where v.words is not null
    ),
    ranked as materialized (
      select 'p' || row_number() over (order by p.place) as handle, p.id, n.handle as item, n.words
      from priorities p join named n on n.type = p.type and n.id = p.item_id
    ),
    texts as materialized (
      select 't' || row_number() over (order by m.position) as handle, m.id, m.position
      from (select m.id, m.position from public.messages m
        where task.task_type = 'reply'
          and m.conversation_id = (task.context_json ->> 'conversation_id')::uuid
          and m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null
        order by m.position desc limit 20) m
    )
    select jsonb_build_object(
      'handles', (
        select coalesce(jsonb_object_agg(h.handle, jsonb_build_object('type', h.type, 'id', h.id)),
          '{}')
        from (select n.handle, n.type, n.id from named n
          union all select r.handle, 'user_priority', r.id from ranked r
          union all select t.handle, 'message', t.id from texts t) h),
      'priorities', (
        select coalesce(jsonb_agg(jsonb_build_object('handle', r.handle, 'item', r.item) || r.words
          order by r.handle), '[]') from ranked r),
      'open', (
        select coalesce(jsonb_agg(jsonb_build_object('handle', n.handle) || n.words
          order by n.handle), '[]') from named n where n.open),
      'texts', (
        select coalesce(jsonb_agg(jsonb_build_object('handle', t.handle, 'position', t.position)
          order by t.position), '[]') from texts t),
      'credits', person.credit_balance));
end
$$;
comment on function private.member_view(public.users, public.agent_tasks) is
  'What the Concierge knows of a member besides the conversation: priorities, open items, the '
  'texts that this turn answers, credits; and the handles by which it may name them.';

create function private.nothing_in_view() returns jsonb
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return '{"handles": {}, "priorities": [], "open": [], "texts": [], "credits": null}';
end
$$;
comment on function private.nothing_in_view() is
  'What an agent that acts on nothing but its person''s profile sees of all that.';

-- What may be looked up of it. -------------------------------------------------------------------

create function private.read_open_items(person public.users, handles jsonb, handle text)
returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  if read_open_items.handle is not null and not handles ? read_open_items.handle then
    return null;
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('handle', h.key, 'kind', k.description) || v.words
      order by h.key), '[]')
    from jsonb_each(handles) h
    left join public.user_priorities p
      on h.value ->> 'type' = 'user_priority' and p.id = (h.value ->> 'id')::uuid
    join private.handle_kinds k on k.type = h.value ->> 'type'
    cross join lateral (select private.item_view(person, case
        when p.id is null then h.value ->> 'type'
        when p.item_type = 'solution_update' then 'solution_workflow' else p.item_type end,
      coalesce(p.item_id, (h.value ->> 'id')::uuid), true) as words) v
    where v.words is not null
      and coalesce(h.key = read_open_items.handle, h.value ->> 'type' <> 'user_priority'));
end
$$;
comment on function private.read_open_items(public.users, jsonb, text) is
  'The items that have a handle in this turn, whole: all, or the one that is named. Null: there is '
  'no such handle.';

create function private.read_credits(person public.users) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return jsonb_build_object('balance', person.credit_balance, 'movements', (
    select coalesce(jsonb_agg(jsonb_build_object('on', c.created_at::date, 'credits', c.amount,
        'for', w.words, 'booked', c.processed) order by c.created_at desc), '[]')
    from (select * from public.credit_events e
      where e.tenant_id = person.tenant_id and e.user_id = person.id
      order by e.created_at desc limit 10) c
    join (values ('answer', 'an answer to a member''s question'),
      ('bounty', 'an introduction that was made'), ('escrow', 'put aside for an introduction'),
      ('referral', 'a member they brought'), ('purchase', 'bought'), ('spend', 'spent'),
      ('refund', 'given back'), ('reversal', 'a payment that went back, or came again')) w (event_type, words) on w.event_type = c.event_type));
end
$$;
comment on function private.read_credits(public.users) is
  'Their balance and its last ten movements, with the reasons in words.';

create function private.read_profile(person public.users) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return jsonb_build_object(
    'first_name', person.first_name, 'last_name', person.last_name, 'company', person.company,
    'title', person.title, 'email', person.email, 'email_verified', person.email_verified,
    'linkedin_url', person.linkedin_url, 'timezone', person.timezone,
    'expertise', coalesce(person.expertise, '{}'),
    'quiet_hours', case when person.quiet_hours_start is not null then jsonb_build_object(
      'from', to_char(person.quiet_hours_start, 'HH24:MI'),
      'until', to_char(person.quiet_hours_end, 'HH24:MI')) end,
    'texts_a_day', coalesce(person.daily_limit,
      private.setting('daily_texts_max', person.tenant_id)),
    'texts_an_hour', coalesce(person.hourly_limit,
      private.setting('hourly_texts_max', person.tenant_id)),
    'paused_until', person.muted_until,
    'missing', array_remove(array[
      case when person.first_name is null then 'first_name' end,
      case when person.last_name is null then 'last_name' end,
      case when person.company is null then 'company' end,
      case when person.title is null then 'title' end,
      case when person.email is null then 'email' end], null));
end
$$;
comment on function private.read_profile(public.users) is
  'What is on record about somebody, and what they have wished of our texts.';
