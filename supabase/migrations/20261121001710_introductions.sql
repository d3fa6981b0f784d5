-- An introduction from its connector's yes to its end: who agrees when, what is paid, who is told.
-- docs/decisions/0024 says why in this order.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('intro_offer_days', 7, true, 1, 90, 'so long a connector is offered an introduction'),
  ('intro_agree_days', 5, true, 1, 60, 'so long the other side has to agree to it'),
  ('intro_make_days', 14, true, 1, 90, 'so long its connector has to make it, once all agree'),
  ('intro_dispute_days', 14, true, 1, 90,
   'so long an operator has to end a dispute; then a no is believed, and no answer is a yes'),
  ('intro_rest_days', 30, true, 0, 365,
   'so long after one that came to nothing no other connector is looked for');
insert into private.settings (name, value, description) values
  ('intro_batch', 200, 'introductions whose time is over that one run wakes the intro-agent for');

insert into private.functions (name) values ('intro-agent');
insert into private.bells (function_name) values ('intro-agent');
insert into private.task_types (task_type, function_name, agent_type, lane_kind, priority,
    while_put_back, description)
  values ('advance_introduction', 'intro-agent', 'intro-agent', 'intro', 'high', 'block',
    'take an introduction as far as it may go now, and tell who is in it');
insert into private.actions (action, agents, to_others, description) values
  ('advance_introduction', '{intro-agent}', 'this agent moves no introductions',
   'take an introduction as far as it may go'),
  ('report_introduction', '{concierge}', 'only who is in it says what came of it',
   'their word that an introduction was made, or was not');
insert into private.event_types (event_type, emitted_by, payload, description) values
  ('intro.agreed', '{private.answer_as_side}', '{"intro_id": "uuid", "user_id": "uuid"}',
   'one who would be introduced says yes'),
  ('intro.refused', '{private.answer_as_side}', '{"intro_id": "uuid", "user_id": "uuid"}',
   'one who would be introduced says no'),
  ('intro.reported', '{private.apply_report_introduction,private.receive_intro_email}',
   '{"intro_id": "uuid", "user_id": "uuid"}', 'one of the parties says whether it was made'),
  ('intro.email_seen', '{private.receive_intro_email}', '{"intro_id": "uuid", "user_id": "uuid"}',
   'the email that introduces the two was copied to us'),
  ('intro.completed', '{private.end_intro}', '{"intro_id": "uuid", "user_id": "uuid"}',
   'an introduction was made'),
  ('intro.ended', '{private.end_intro}', '{"intro_id": "uuid", "user_id": "uuid"}',
   'an introduction came to nothing after its connector had said yes');
insert into private.routes (event_type, task_type, debounced, dedupe_by, description)
  select e, 'advance_introduction', false, 'intro_id', 'it is taken a step further'
  from unnest(array['intro.accepted', 'intro.agreed', 'intro.refused', 'intro.reported',
    'intro.email_seen']) e;

-- The bounty. ------------------------------------------------------------------------------------

create table private.bounty_prices (
  tenant_id uuid references public.tenants (id) on delete cascade,
  level text not null constraint level_is_a_word check (level ~ '^[a-z_]+$'),
  rank integer not null,
  title_pattern text not null,
  credits integer not null constraint credits_are_not_negative check (credits >= 0),
  unique nulls not distinct (tenant_id, level)
);
comment on table private.bounty_prices is
  'What an introduction pays, by the first level whose pattern is found in the prospect''s title. '
  'A row with a tenant stands in the place of the one without.';
insert into private.bounty_prices (level, rank, title_pattern, credits) values
  ('vice_president', 1, '\m(vp|svp|evp|vice[ -]president)\M', 75),
  ('executive', 2, '\m(ceo|cto|cfo|coo|cmo|cio|chief|founder|co-founder|president|owner)\M', 100),
  ('head', 3, '\m(head|director|principal)\M', 60),
  ('anybody', 4, '', 50);

create function private.bounty_of(tenant_id uuid, title text) returns integer
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select b.credits from (
      select distinct on (p.level) p.* from private.bounty_prices p
      where p.tenant_id is null or p.tenant_id = bounty_of.tenant_id
      order by p.level, p.tenant_id nulls last) b
    where coalesce(lower(bounty_of.title), '') ~ b.title_pattern order by b.rank limit 1);
end
$$;
comment on function private.bounty_of(uuid, text) is
  'What introducing somebody of this title pays.';

create function private.book_for_intro(
  intro public.intro_opportunities, user_id uuid, event_type text, amount integer, key text
) returns void
language sql security invoker set search_path = '' as $$
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, description, processed)
    select u.tenant_id, u.id, book_for_intro.event_type, book_for_intro.amount,
      'intro_opportunity', intro.id, book_for_intro.key || ':' || intro.id,
      'an introduction', true
    from public.users u where u.id = book_for_intro.user_id and u.tenant_id = intro.tenant_id
      and book_for_intro.amount <> 0
$$;
comment on function private.book_for_intro(
  public.intro_opportunities, uuid, text, integer, text) is
  'Books what an introduction moves. Person locked.';

create function private.move_bounty() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  held public.credit_events;
begin
  if tg_op = 'UPDATE' and new.status = 'accepted' then
    perform private.book_for_intro(new, n.user_id, 'escrow', -new.bounty_credits, 'escrow')
      from public.innovators n where n.id = new.innovator_id;
    return null;
  end if;
  -- What was put aside is what is paid or given back, whatever the row says by now.
  select * into held from public.credit_events c
    where c.tenant_id = old.tenant_id and c.idempotency_key = 'escrow:' || old.id;
  if not found then
    return case tg_op when 'DELETE' then old end;
  elsif tg_op = 'UPDATE' and new.status = 'completed' then
    perform private.book_for_intro(new, new.connector_user_id, 'bounty', -held.amount, 'bounty');
  elsif tg_op = 'DELETE' or new.status in ('expired', 'cancelled') then
    perform private.book_for_intro(old, held.user_id, 'refund', -held.amount, 'escrow-return');
  end if;
  return case tg_op when 'DELETE' then old end;
end
$$;
comment on function private.move_bounty() is
  'Money follows the state, whoever moves it: put aside when the connector says yes; theirs when '
  'it is made; back when it comes to nothing, or its connector is erased. Parties locked.';
create trigger bounties_follow_the_state after update of status on public.intro_opportunities
  for each row when (old.status <> new.status) execute function private.move_bounty();
create trigger bounties_come_back before delete on public.intro_opportunities
  for each row when (old.status in ('accepted', 'scheduled'))
  execute function private.move_bounty();

create function private.bounty_refusal(intro public.intro_opportunities) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case when intro.innovator_id is not null and intro.bounty_credits > coalesce((
      select u.credit_balance from public.users u
      join public.innovators n on n.user_id = u.id and n.tenant_id = u.tenant_id
      where n.id = intro.innovator_id), 0)
    then 'whoever would like it cannot pay for it at this moment: say so, and that it stays open'
    end;
end
$$;
comment on function private.bounty_refusal(public.intro_opportunities) is
  'Why an introduction cannot be accepted now, if its bounty is not covered.';

-- Whoever ends a turn that moves a bounty holds all whom it moves it for. -------------------------

create function private.parties_of(intro_ids uuid[]) returns uuid[]
language plpgsql stable security invoker set search_path = '' as $$
begin
  return array(
    select i.connector_user_id from public.intro_opportunities i where i.id = any (intro_ids)
    union select n.user_id from public.intro_opportunities i
      join public.innovators n on n.tenant_id = i.tenant_id and n.id = i.innovator_id
      where i.id = any (intro_ids)
    union select s.user_id from private.intro_sides s where s.intro_id = any (intro_ids));
end
$$;
comment on function private.parties_of(uuid[]) is 'Everybody who is in these introductions.';

create function private.lock_counterparts(turns jsonb) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  intros uuid[];
  people uuid[];
begin
  -- Asked of every turn that ends, so by its words alone at first.
  if not turns @? '$[*].actions[*] ? (@.type == "advance_introduction"
      || @.type == "answer_introduction")' then
    return;
  end if;
  select array_agg(distinct t.user_id), array_agg(distinct case t.task_type
      when 'advance_introduction' then t.context_id
      else private.named_id(l.handles, a.value -> 'input' ->> 'handle', 'intro_opportunity') end)
    into people, intros
    from jsonb_array_elements(turns) e (value)
    join private.leases l on l.token = (e.value ->> 'lease')::uuid
    join public.agent_tasks t on t.lease_token = l.token and t.status = 'processing'
    left join lateral jsonb_array_elements(case jsonb_typeof(e.value -> 'actions')
      when 'array' then e.value -> 'actions' end) a (value) on true;
  people := people || private.parties_of(intros);
  perform 1 from public.users u where u.id = any (people) order by u.id for no key update;
end
$$;
comment on function private.lock_counterparts(jsonb) is
  'Before any turn of a call locks its own person: everybody whom its turns may pay or charge, and '
  'their persons with them, in key order.';

-- Who agrees, and what they say came of it. ------------------------------------------------------

create table private.intro_sides (
  intro_id uuid not null,
  tenant_id uuid not null,
  side text not null
    constraint side_is_known check (side in ('connector', 'innovator', 'prospect')),
  user_id uuid not null,
  asked_in uuid,
  agreed_at timestamptz,
  refused_at timestamptz,
  yes_in uuid,
  words text constraint words_are_short check (length(words) <= 2000),
  said text constraint said_is_known check (said in ('made', 'not_made')),
  said_at timestamptz,
  primary key (intro_id, side),
  foreign key (tenant_id, intro_id) references public.intro_opportunities (tenant_id, id)
    on delete cascade,
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  foreign key (tenant_id, asked_in) references public.message_queue (tenant_id, id)
    on delete set null (asked_in),
  foreign key (tenant_id, yes_in) references public.messages (tenant_id, id)
    on delete set null (yes_in),
  constraint agreed_or_refused check (agreed_at is null or refused_at is null),
  constraint said_at_matches_said check ((said is null) = (said_at is null))
);
comment on table private.intro_sides is
  'Who is in an introduction: when they agreed or refused, in their own words, and whether they '
  'say that it was made. Nobody''s contact leaves before every side has agreed.';
comment on column private.intro_sides.asked_in is
  'The text in which they were asked; until that has left nothing they say is a yes.';
create index sides_by_person on private.intro_sides (tenant_id, user_id);
create index sides_by_intro on private.intro_sides (tenant_id, intro_id);
comment on column private.intro_sides.yes_in is
  'The text that is their yes; one text is a yes to one introduction.';
create index sides_by_text on private.intro_sides (tenant_id, asked_in)
  where asked_in is not null;
create unique index a_yes_of_a_side_is_to_one
  on private.intro_sides (tenant_id, yes_in) where yes_in is not null;

create view private.intro_questions with (security_invoker = true) as
  select i.tenant_id, i.connector_user_id as user_id, i.id as intro_id, true as is_connector,
    i.prospect_name as name, i.told_in as asked_in
  from public.intro_opportunities i
  where exists (select from private.intro_edges e
    where e.from_status = i.status and e.by_connector)
  union all
  select s.tenant_id, s.user_id, i.id, false,
    case s.side when 'innovator' then i.prospect_name else i.innovator_name end,
    q.delivered_message_id
  from private.intro_sides s
  join public.intro_opportunities i on i.tenant_id = s.tenant_id and i.id = s.intro_id
  left join public.message_queue q on q.tenant_id = s.tenant_id and q.id = s.asked_in
  where s.side <> 'connector' and s.agreed_at is null and s.refused_at is null
    and i.status = 'accepted';
comment on view private.intro_questions is
  'Every introduction that waits for a yes or no: whose, whether they would make it or be in it, '
  'the name by which it was put to them, and the text that did, null before there is one.';

create function private.note_connector() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  insert into private.intro_sides (intro_id, tenant_id, side, user_id, agreed_at, words)
    values (new.id, new.tenant_id, 'connector', new.connector_user_id, now(),
      new.connector_response)
    on conflict (intro_id, side) do nothing;
  return null;
end
$$;
comment on function private.note_connector() is 'The first to agree is the connector.';
create trigger connectors_have_agreed after update of status on public.intro_opportunities
  for each row when (old.status = 'open' and new.status = 'accepted')
  execute function private.note_connector();

create function private.member_behind(prospect_id uuid) returns uuid
language plpgsql stable security invoker set search_path = '' as $$
declare
  prospect public.prospects;
  same uuid[];
begin
  select * into prospect from public.prospects p where p.id = member_behind.prospect_id;
  if prospect.converted_to_user_id is not null then
    return prospect.converted_to_user_id;
  end if;
  same := array(
    select u.id from public.users u where u.tenant_id = prospect.tenant_id and u.is_active
      and u.verified and ((u.email_verified and lower(u.email) = prospect.email)
        or u.phone_number = prospect.phone_number)
    order by lower(u.email) = prospect.email desc nulls last, u.id limit 1);
  if same = '{}' then
    same := array(
      select u.id from public.users u where u.tenant_id = prospect.tenant_id and u.is_active
        and u.verified and u.linkedin_url is not null
        and private.profile_key(u.linkedin_url) = private.profile_key(prospect.linkedin_url)
      limit 2);
  end if;
  if same = '{}' then
    same := array(
      select u.id from public.users u where u.tenant_id = prospect.tenant_id and u.is_active
        and u.verified and private.full_name(u.first_name, u.last_name)
          = private.full_name(prospect.first_name, prospect.last_name)
        and private.is_member(prospect, u)
      limit 2);
  end if;
  -- Which of two it is nobody guesses.
  return case when cardinality(same) = 1 then same[1] end;
end
$$;
comment on function private.member_behind(uuid) is
  'The member who a prospect is: by their verified email, or their number; else by their profile, '
  'or by their name and where they work, of whom nobody else has it. Told to nobody but the '
  'intro-agent: whom an innovator lists is no way to find out who is a member.';

-- What they are told, in fixed words: no model has a hand in whose address goes where. ------------

create table private.intro_words (
  occasion text not null,
  side text not null
    constraint side_is_known check (side in ('connector', 'innovator', 'prospect')),
  words text not null constraint words_fit check (length(words) between 1 and 600),
  primary key (occasion, side)
);
comment on table private.intro_words is
  'What each side of an introduction is texted, and when. {prospect}, {innovator}, {connector}, '
  '{bounty}, {address}, {until} and {contact} are filled in; {address} and {contact} once all '
  'have agreed.';
insert into private.intro_words (occasion, side, words) values
  ('ask', 'innovator', 'A member can introduce you to {prospect}. {bounty} of your credits are '
   'put aside for it, and come back if it is not made. Shall they go ahead? YES or NO.'),
  ('ask', 'prospect', '{innovator} would like to meet you, and another member would '
   'introduce you. Your address is passed on only if you say so. YES or NO?'),
  ('agreed', 'connector', 'Everybody agrees. Please write one email that introduces {prospect} to '
   '{contact}, with {address} in To or Cc. Once it is here your {bounty} credits are yours. Until '
   '{until}.'),
  ('agreed_by_word', 'connector', 'Everybody agrees. Please introduce {prospect} to {contact}, and '
   'text me MADE once they have met. When both of you say so your {bounty} credits are yours. '
   'Until {until}.'),
  ('agreed', 'innovator', '{connector} will introduce you to {prospect} by email until {until}. '
   'Text me MADE once you have met, or NOT MADE if it came to nothing.'),
  ('agreed', 'prospect', '{connector} will introduce you to {innovator} by email until {until}.'),
  ('claimed', 'innovator', '{connector} says that you and {prospect} were introduced. Is that so? '
   'Text me MADE or NOT MADE.'),
  ('claimed', 'connector', '{innovator} says that you have introduced them to {prospect}. Is that '
   'so? Text me MADE or NOT MADE.'),
  ('disputed', 'connector', '{innovator} says that the introduction to {prospect} was not made. '
   'Somebody will look at it; until {until} nothing is paid. A copy of your email to {address} '
   'helps them.'),
  ('disputed', 'innovator', 'You and {connector} say different things of the introduction to '
   '{prospect}. Somebody will look at it; until {until} nothing is paid.'),
  ('unanswered', 'connector', '{innovator} has not said whether you introduced them to {prospect}. '
   'Somebody will look at it. Unless it is found that you did not, your {bounty} credits are yours '
   'after {until}.'),
  ('unanswered', 'innovator', '{connector} says that you and {prospect} were introduced, and you '
   'have not said otherwise. Text me MADE or NOT MADE by {until}: after that the {bounty} credits '
   'go to {connector}.'),
  ('completed', 'connector', 'Your introduction of {prospect} to {innovator} is made: {bounty} '
   'credits are yours. Thank you.'),
  ('completed', 'innovator', 'You have been introduced to {prospect}. The {bounty} credits that '
   'were put aside went to {connector}.'),
  ('completed', 'prospect', 'You have been introduced to {innovator}. Good luck with it.'),
  ('expired', 'connector', 'The introduction of {prospect} to {innovator} did not come about in '
   'time. Nothing more is asked of you.'),
  ('expired', 'innovator', 'The introduction to {prospect} did not come about in time. Your '
   '{bounty} credits are back.'),
  ('expired', 'prospect', 'The introduction to {innovator} did not come about.'),
  ('cancelled', 'connector', 'The introduction of {prospect} to {innovator} is called off. Nothing '
   'more is asked of you.'),
  ('cancelled', 'innovator', 'The introduction to {prospect} is called off. Your {bounty} credits '
   'are back.'),
  ('cancelled', 'prospect', 'The introduction to {innovator} is called off.');

create function private.intro_contact(intro public.intro_opportunities) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), n.company_name)
      || coalesce(' (' || u.email || ')', '')
    from public.innovators n join public.users u on u.id = n.user_id
    where n.tenant_id = intro.tenant_id and n.id = intro.innovator_id);
end
$$;
comment on function private.intro_contact(public.intro_opportunities) is
  'Whom the connector is to introduce the prospect to, and at which address.';

create function private.agreed_address(intro public.intro_opportunities) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select u.email from private.intro_sides s join public.users u on u.id = s.user_id
    where s.intro_id = intro.id and s.side = 'prospect' and s.agreed_at is not null
      and u.email_verified);
end
$$;
comment on function private.agreed_address(public.intro_opportunities) is
  'The address of a prospect who is a member and has agreed: whoever introduces them may not have '
  'it. Null of all others.';

create function private.intro_facts(intro public.intro_opportunities, person public.users)
returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return jsonb_build_object(
    'bounty', intro.bounty_credits,
    'until', to_char(intro.expires_at at time zone private.day_zone(person), 'FMMonth FMDD'),
    'innovator', coalesce(intro.innovator_name, 'a company'),
    'connector', coalesce((select nullif(concat_ws(' ', u.first_name, u.last_name), '')
      from public.users u where u.id = intro.connector_user_id), 'A member'),
    'prospect', concat_ws(', ', intro.prospect_name, intro.prospect_title, intro.prospect_company)
      || case when intro.status = 'scheduled' and intro.connector_user_id = person.id then
        coalesce(' (' || private.agreed_address(intro) || ')', '') else '' end)
    || case when intro.status in ('scheduled', 'completed') then jsonb_build_object(
      'address', intro.intro_email, 'contact', private.intro_contact(intro)) else '{}' end;
end
$$;
comment on function private.intro_facts(public.intro_opportunities, public.users) is
  'What may stand in the words to one side; addresses only once all have agreed.';

create function private.tell_side(
  intro public.intro_opportunities, side text, occasion text, at timestamptz
) returns uuid
language plpgsql security invoker set search_path = '' as $$
declare
  person public.users;
  words text;
  facts jsonb;
  fact text;
  queued uuid;
begin
  select u.* into person from private.intro_sides s join public.users u on u.id = s.user_id
    where s.intro_id = intro.id and s.side = tell_side.side;
  select w.words into words from private.intro_words w
    where w.occasion = tell_side.occasion and w.side = tell_side.side;
  if person.id is null or words is null or private.refused_to(person) is not null then
    return null;
  end if;
  facts := private.intro_facts(intro, person);
  -- Addresses first: what names bring with them is filled in no more.
  foreach fact in array
    array['address', 'contact', 'bounty', 'until', 'connector', 'innovator', 'prospect']
  loop
    words := replace(words, '{' || fact || '}', coalesce(facts ->> fact, 'us'));
  end loop;
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
      scheduled_for, priority, subject)
    values (person.tenant_id, person.id, 'intro-agent',
      jsonb_build_object('intro_id', intro.id, 'occasion', tell_side.occasion), words, at, 'high',
      'intro:' || intro.id)
    returning id into queued;
  return queued;
end
$$;
comment on function private.tell_side(public.intro_opportunities, text, text, timestamptz) is
  'Queues what one side is told, for the orchestrator''s yes; a newer one of the same introduction '
  'takes its place. Null: there is no such side, or they are sent nothing that they did not ask '
  'for.';

create function private.tell_sides(
  intro public.intro_opportunities, occasion text, at timestamptz
) returns void
language sql security invoker set search_path = '' as $$
  select private.tell_side(intro, s.side, tell_sides.occasion, tell_sides.at)
  from private.intro_sides s where s.intro_id = intro.id order by s.user_id
$$;
comment on function private.tell_sides(public.intro_opportunities, text, timestamptz) is
  'All who are in it are told, in the order of their rows.';

-- A side's own words. ----------------------------------------------------------------------------

create function private.side_of(person public.users, intro_id uuid) returns private.intro_sides
language plpgsql stable security invoker set search_path = '' as $$
declare
  side private.intro_sides;
begin
  select s.* into side from private.intro_sides s
    where s.intro_id = side_of.intro_id and s.user_id = person.id
    order by s.side limit 1;
  return side;
end
$$;
comment on function private.side_of(public.users, uuid) is
  'Which side of an introduction they are.';

create function private.answer_as_side(
  person public.users, task public.agent_tasks, lease private.leases, intro_id uuid, yes uuid
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update private.intro_sides s set
    agreed_at = case when yes is not null then now() end,
    refused_at = case when yes is null then now() end,
    yes_in = yes, words = left(private.answer_of(lease.handles, null), 2000)
  where s.intro_id = answer_as_side.intro_id and s.user_id = person.id
    -- A no takes a yes back, until addresses leave.
    and (s.agreed_at is null or yes is null) and s.refused_at is null
    and exists (select from public.intro_opportunities i
      where i.id = s.intro_id and i.status = 'accepted');
  if not found then
    perform private.refuse('answer_introduction: it is over meanwhile');
  end if;
  perform private.tell(task, case when yes is not null then 'intro.agreed' else 'intro.refused' end,
    'intro_opportunity', answer_as_side.intro_id,
    jsonb_build_object('intro_id', answer_as_side.intro_id, 'user_id', person.id));
end
$$;
comment on function private.answer_as_side(
  public.users, public.agent_tasks, private.leases, uuid, uuid) is
  'The yes or no of one who would be introduced, by the text that says yes, or none; the '
  'intro-agent goes on from there.';

create function private.report_text(
  person public.users, intro public.intro_opportunities, outcome text, handles jsonb
) returns uuid
language plpgsql stable security invoker set search_path = '' as $$
declare
  answer public.messages;
  spoken public.messages;
  others constant text[] := array(
    select o.prospect_name from private.intro_sides s
    join public.intro_opportunities o on o.tenant_id = s.tenant_id and o.id = s.intro_id
    where s.tenant_id = person.tenant_id and s.user_id = person.id and s.side <> 'prospect'
      and o.id <> intro.id and (o.status = 'scheduled'
        or (o.status = 'accepted' and report_text.outcome = 'not_made')));
  occasion text;
  is_about_it boolean;
  was_asked boolean;
begin
  select t.* into answer from private.texts_answered(report_text.handles) t
    where private.says_made(t.content, true) is not null order by t.position desc limit 1;
  select m.* into spoken from public.messages m
    where m.conversation_id = answer.conversation_id and m.position < answer.position
      and m.direction = 'outbound' and m.status in ('sending', 'sent', 'delivered', 'unknown')
    order by m.position desc limit 1;
  select q.message_data ->> 'occasion' into occasion from public.message_queue q
    where q.tenant_id = person.tenant_id and q.delivered_message_id = spoken.id
      and q.subject = 'intro:' || intro.id;
  is_about_it := occasion is not null or (spoken.content ~* '\mMADE\M'
    and private.names_alone(spoken.content, intro.prospect_name, others));
  -- "Ok" to what they are to do is no word that they have done it: to a question alone it is. Of
  -- our fixed words it is known which ask, whatever marks are in the names in them.
  was_asked := coalesce(occasion = 'claimed', is_about_it and position('?' in spoken.content) > 0
    and spoken.content ~* '\mMADE or NOT MADE\M');
  return case when private.says_made(answer.content, was_asked) = (report_text.outcome = 'made')
    and (others = '{}' or is_about_it
      or private.names_alone(answer.content, intro.prospect_name, others)) then answer.id end;
end
$$;
comment on function private.report_text(
  public.users, public.intro_opportunities, text, jsonb) is
  'The text of this turn that says in plain words that this introduction was made, or was not: the '
  'last that says either, if it can be about no other. Null: there is none, whatever a model read.';

create function private.check_report_introduction(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
declare
  intro public.intro_opportunities;
  side private.intro_sides;
begin
  select * into intro from public.intro_opportunities i
    where i.id = private.named_id(handles, input ->> 'handle', 'intro_opportunity')
      and i.tenant_id = person.tenant_id;
  side := private.side_of(person, intro.id);
  return coalesce(private.check_fields(input, array['handle', 'outcome']), case
    when coalesce(input ->> 'outcome', '') <> all (array['made', 'not_made'])
      then 'outcome is made or not_made'
    when side.intro_id is null or side.side = 'prospect' then 'there is no such handle'
    when intro.status <> 'scheduled'
      and (intro.status <> 'accepted' or input ->> 'outcome' = 'made')
      then 'it is ' || intro.status || ': nothing is to be made now'
    when side.said = input ->> 'outcome' then 'they have said so already'
    when not exists (select from private.texts_answered(handles)) then 'nobody has written'
    when private.report_text(person, intro, input ->> 'outcome', handles) is null
      then 'their text does not say so plainly: name whom it is about, and ask them to answer '
        || 'MADE or NOT MADE' end);
end
$$;

create function private.apply_report_introduction(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  intro uuid := private.named_id(lease.handles, input ->> 'handle', 'intro_opportunity');
begin
  update private.intro_sides s set said = input ->> 'outcome', said_at = now()
    where s.intro_id = intro and s.user_id = person.id and s.side <> 'prospect';
  perform private.tell(task, 'intro.reported', 'intro_opportunity', intro,
    jsonb_build_object('intro_id', intro, 'user_id', person.id));
end
$$;
comment on function private.apply_report_introduction(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'What one side says of it; what follows from that is the intro-agent''s.';

-- A step. ----------------------------------------------------------------------------------------

create function private.end_intro(
  intro public.intro_opportunities, outcome text, at timestamptz
) returns text
language plpgsql security invoker set search_path = '' as $$
begin
  update public.intro_opportunities i set status = end_intro.outcome, disputed_at = null,
    intro_completed_at = case outcome when 'completed' then end_intro.at end
    where i.id = intro.id returning * into intro;
  perform private.tell_sides(intro, outcome, at);
  insert into public.events
      (tenant_id, event_type, aggregate_id, aggregate_type, payload, created_by)
    values (intro.tenant_id,
      case outcome when 'completed' then 'intro.completed' else 'intro.ended' end, intro.id,
      'intro_opportunity',
      jsonb_build_object('intro_id', intro.id, 'user_id', intro.connector_user_id), 'intro-agent');
  return outcome;
end
$$;
comment on function private.end_intro(public.intro_opportunities, text, timestamptz) is
  'An introduction is completed, expired or cancelled; the bounty moves with it, and all are told.';

create function private.add_sides(intro public.intro_opportunities, at timestamptz) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  added text[];
begin
  with new_sides as (
    insert into private.intro_sides (intro_id, tenant_id, side, user_id)
      select intro.id, intro.tenant_id, s.side, s.user_id
      from (select 'innovator', n.user_id from public.innovators n where n.id = intro.innovator_id
        union all select 'prospect', private.member_behind(intro.prospect_id)) s (side, user_id)
      where s.user_id is not null
      on conflict (intro_id, side) do nothing
      returning side
  )
  select array_agg(n.side) into added from new_sides n;
  if added is not null then
    update public.intro_opportunities i set expires_at = greatest(i.expires_at,
        add_sides.at + make_interval(days =>
          private.setting('intro_agree_days', i.tenant_id)::integer))
      where i.id = intro.id returning * into intro;
    update private.intro_sides s set asked_in = private.tell_side(intro, s.side, 'ask', at)
      where s.intro_id = intro.id and s.side = any (added);
  end if;
  return coalesce(cardinality(added), 0);
end
$$;
comment on function private.add_sides(public.intro_opportunities, timestamptz) is
  'Who would be introduced is asked, once: the innovator, and the prospect if they are a member. '
  'A prospect who is not is asked by nobody but their connector, who knows them.';

create function private.name_prospect(intro public.intro_opportunities)
returns public.intro_opportunities
language plpgsql security invoker set search_path = '' as $$
declare
  named public.intro_opportunities;
begin
  update public.intro_opportunities i set prospect_company = p.company, prospect_title = p.title,
    prospect_name = coalesce(nullif(concat_ws(' ', p.first_name, p.last_name), ''), i.prospect_name)
    from public.prospects p
    where i.id = intro.id and p.id = i.prospect_id and p.upload_source = 'api'
    returning i.* into named;
  return case when found then named else intro end;
end
$$;
comment on function private.name_prospect(public.intro_opportunities) is
  'All have agreed: a member who was found is named from now on.';

create function private.advance_accepted(intro public.intro_opportunities, at timestamptz)
returns text
language plpgsql security invoker set search_path = '' as $$
declare
  domain text;
begin
  if intro.innovator_id is null or exists (select from private.intro_sides s
    where s.intro_id = intro.id and (s.refused_at is not null or s.said = 'not_made')) then
    return private.end_intro(intro, 'cancelled', at);
  elsif private.add_sides(intro, at) > 0 then
    return 'asked';
  elsif private.is_unnamed(intro.prospect_name) and not exists (select from private.intro_sides s
    where s.intro_id = intro.id and s.side = 'prospect') then
    -- They are no member any more, so nobody can agree for them.
    return private.end_intro(intro, 'cancelled', at);
  elsif intro.expires_at <= at then
    return private.end_intro(intro, 'expired', at);
  elsif exists (select from private.intro_sides s
    where s.intro_id = intro.id and s.agreed_at is null) then
    return 'waits';
  elsif exists (select from private.intro_sides s join public.users u on u.id = s.user_id
    where s.intro_id = intro.id
      and (u.opted_out_at is not null or u.blocked_at is not null or not u.is_active)) then
    -- Who has left since they agreed does not agree any more.
    return private.end_intro(intro, 'cancelled', at);
  end if;
  select t.inbound_email_domain into domain from public.tenants t where t.id = intro.tenant_id;
  intro := private.name_prospect(intro);
  update public.intro_opportunities i set status = 'scheduled',
      intro_email = 'intro+' || private.new_tag() || '@' || domain,
      intro_scheduled_at = u.until, expires_at = u.until
    from (select advance_accepted.at + make_interval(days =>
      private.setting('intro_make_days', intro.tenant_id)::integer)) u (until)
    where i.id = intro.id returning i.* into intro;
  perform private.tell_side(intro, s.side, case when s.side = 'connector' and domain is null
      then 'agreed_by_word' else 'agreed' end, at)
    from private.intro_sides s where s.intro_id = intro.id order by s.user_id;
  return 'scheduled';
end
$$;
comment on function private.advance_accepted(public.intro_opportunities, timestamptz) is
  'Once its connector has said yes the others are asked; when all have, addresses leave and it is '
  'to be made.';

create function private.advance_scheduled(intro public.intro_opportunities, at timestamptz)
returns text
language plpgsql security invoker set search_path = '' as $$
declare
  by_connector private.intro_sides;
  by_innovator private.intro_sides;
  is_claimed boolean;
begin
  select * into by_connector from private.intro_sides s
    where s.intro_id = intro.id and s.side = 'connector';
  select * into by_innovator from private.intro_sides s
    where s.intro_id = intro.id and s.side = 'innovator';
  is_claimed := intro.email_seen_at is not null or coalesce(by_connector.said = 'made', false);
  if (is_claimed and by_innovator.said = 'made')
    -- After a no, and in a dispute, an email is its connector's word, and evidence.
    or (intro.email_seen_at is not null and intro.disputed_at is null
      and not coalesce(by_innovator.said = 'not_made'
        and by_innovator.said_at <= intro.email_seen_at, false)) then
    return private.end_intro(intro, 'completed', at);
  elsif by_connector.said = 'not_made' then
    -- Who would be paid says so.
    return private.end_intro(intro, 'cancelled', at);
  elsif is_claimed then
    return private.advance_claimed(intro, by_innovator.said, at);
  elsif intro.expires_at <= at then
    -- Who pays says that it was made, and nobody that it was not.
    return private.end_intro(intro,
      case by_innovator.said when 'made' then 'completed' else 'expired' end, at);
  elsif by_innovator.said = 'made' then
    perform private.tell_side(intro, 'connector', 'claimed', at);
  end if;
  return 'waits';
end
$$;
comment on function private.advance_scheduled(public.intro_opportunities, timestamptz) is
  'The copied email, or the word of both, completes it, and so does time when who pays says that '
  'it was made; the connector''s word that it was not ends it, and so does time when nobody has '
  'said anything.';

create function private.advance_claimed(
  intro public.intro_opportunities, innovator_said text, at timestamptz
) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  is_over boolean := intro.expires_at <= at;
begin
  if intro.disputed_at is not null and is_over then
    -- Silence does not pay better than a no.
    return private.end_intro(intro,
      case when innovator_said is null then 'completed' else 'expired' end, at);
  elsif intro.disputed_at is null and (innovator_said = 'not_made' or is_over) then
    update public.intro_opportunities i set disputed_at = advance_claimed.at,
        expires_at = advance_claimed.at + make_interval(days =>
          private.setting('intro_dispute_days', i.tenant_id)::integer)
      where i.id = intro.id returning * into intro;
    perform private.tell_sides(intro,
      case when innovator_said is null then 'unanswered' else 'disputed' end, at);
  elsif intro.disputed_at is null then
    perform private.tell_side(intro, 'innovator', 'claimed', at);
    return 'waits';
  end if;
  return 'disputed';
end
$$;
comment on function private.advance_claimed(public.intro_opportunities, text, timestamptz) is
  'Its connector says that it was made. A no, or no answer in time, is a dispute, which an '
  'operator ends; else it ends by time: a no is believed, and no answer is a yes.';

create function private.advance_intro(intro_id uuid, at timestamptz) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  intro public.intro_opportunities;
begin
  select * into intro from public.intro_opportunities i
    where i.id = advance_intro.intro_id for no key update;
  case coalesce(intro.status, 'gone')
    when 'accepted' then
      return private.advance_accepted(intro, at);
    when 'scheduled' then
      return private.advance_scheduled(intro, at);
    when 'open' then
      if intro.expires_at > at then
        return 'waits';
      end if;
      update public.intro_opportunities i set status = 'expired' where i.id = intro.id;
      return 'expired';
    else
      return 'over';
  end case;
end
$$;
comment on function private.advance_intro(uuid, timestamptz) is
  'Takes an introduction as far as it may go now, and says where that is. Repeated it changes '
  'nothing more. Parties locked.';

create function private.check_advance_introduction(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case when input <> '{}' then 'it takes no fields' end;
end
$$;

create function private.apply_advance_introduction(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.advance_intro(task.context_id, now());
end
$$;
comment on function private.apply_advance_introduction(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'Which introduction it is comes from the task; where it may go, from its state. Nothing of it is '
  'a model''s to say.';

create function worker.wake_introductions(at timestamptz default now()) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  woken integer;
begin
  insert into public.agent_tasks (tenant_id, task_type, agent_type, user_id, context_id,
      context_type, scheduled_for, priority, max_retries, context_json, created_by, dedupe_key)
    select i.tenant_id, k.task_type, k.agent_type, i.connector_user_id, i.id, 'intro_opportunity',
      now(), k.priority, k.max_retries, jsonb_build_object('intro_id', i.id), 'cron', i.id::text
    from (select * from public.intro_opportunities o
      where o.status in ('open', 'accepted', 'scheduled') and o.expires_at <= wake_introductions.at
        and not exists (select from public.agent_tasks t
          left join public.event_dead_letters d on d.task_id = t.id
            and d.replayed_at is null and d.discarded_at is null
          where t.context_type = 'intro_opportunity' and t.context_id = o.id
            and t.task_type = 'advance_introduction'
            and (t.status in ('pending', 'processing') or d.id is not null))
      order by o.expires_at limit private.setting('intro_batch')::integer) i
    join private.task_types k on k.task_type = 'advance_introduction';
  get diagnostics woken = row_count;
  return woken;
end
$$;
comment on function worker.wake_introductions(timestamptz) is
  'Those whose time is over go on in their lanes, one batch a run; those on their way already, or '
  'whose task is a dead letter that an operator has not seen to, leave room for the others.';

create function worker.settle_introduction(
  intro_id uuid, outcome text, operator text, reason text, at timestamptz default now()
) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  intro public.intro_opportunities;
begin
  if coalesce(outcome, '') <> all (array['completed', 'cancelled']) then
    raise exception 'it is settled as completed or cancelled'
      using errcode = 'invalid_parameter_value';
  end if;
  perform 1 from public.users u where u.id = any (private.parties_of(array[intro_id]))
    order by u.id for no key update;
  update public.intro_opportunities i set settled_by = private.said(operator),
      settled_reason = private.said(reason)
    where i.id = settle_introduction.intro_id and i.status = 'scheduled'
    returning * into intro;
  if not found then
    return 'over';
  end if;
  return private.end_intro(intro, outcome, at);
end
$$;
comment on function worker.settle_introduction(uuid, text, text, text, timestamptz) is
  'An operator ends an introduction that is to be made, disputed or not: completed pays, cancelled '
  'gives back. "over": there is nothing to settle.';

-- The email that introduces the two. -------------------------------------------------------------

create function private.intro_of_email(recipients jsonb) returns public.intro_opportunities
language plpgsql stable security invoker set search_path = '' as $$
declare
  intro public.intro_opportunities;
begin
  select i.* into intro
    from (select lower(r.address) as address from jsonb_array_elements_text(recipients)
      r (address) where r.address ~* '^intro\+[^@]+@[^@]+$' limit 20) a
    cross join lateral (select regexp_match(a.address, '^intro\+([^@]+)@(.+)$') as parts) p
    join public.intro_opportunities i
      on i.intro_email = 'intro+' || private.read_tag(p.parts[1]) || '@' || p.parts[2]
      -- As one_introduction_an_address says it, which serves nothing else.
      and i.intro_email ~ '^intro\+'
    limit 1;
  return intro;
end
$$;
comment on function private.intro_of_email(jsonb) is
  'The introduction to whose address an email was sent or copied.';

create function private.judge_intro_email(intro public.intro_opportunities, mail jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
declare
  connector public.users;
  innovator public.users;
  others jsonb := coalesce(mail -> 'recipients', '[]') || coalesce(mail -> 'copied', '[]');
  -- By which the prospect is known: what their connector writes to may be another of theirs.
  known text[] := array_remove(array[lower(private.agreed_address(intro)), (
    select p.email from public.prospects p
    where p.tenant_id = intro.tenant_id and p.id = intro.prospect_id)], null);
begin
  select * into connector from public.users u where u.id = intro.connector_user_id;
  select u.* into innovator from public.innovators n join public.users u on u.id = n.user_id
    where n.tenant_id = intro.tenant_id and n.id = intro.innovator_id;
  return case
    when mail ->> 'unproved' is not null then 'unproved_sender'
    when innovator.email_verified and mail ->> 'from' = lower(innovator.email) then 'introduced'
    when not connector.email_verified or mail ->> 'from' is distinct from lower(connector.email)
      then 'other_sender'
    when innovator.email is null or not others ? lower(innovator.email)
      or not exists (select from jsonb_array_elements_text(others) o (address)
        where o.address <> all (array[lower(innovator.email), lower(connector.email)])
          and o.address !~ '^intro\+') then 'not_both'
    when known <> '{}' and not others ?| known then 'to_another'
    else 'introduced' end;
end
$$;
comment on function private.judge_intro_email(public.intro_opportunities, jsonb) is
  'What an email to an introduction''s address amounts to: it introduces when its innovator writes '
  'it, or its connector does to the innovator and the prospect. To another address than we know '
  'the prospect by it is their connector''s word alone, as MADE is.';

create function private.receive_intro_email(
  email private.inbound_emails, mail jsonb, at timestamptz
) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  intro public.intro_opportunities := private.intro_of_email(
    (mail -> 'recipients') || coalesce(mail -> 'copied', '[]'));
  outcome text;
begin
  if intro.id is null then
    return null;
  end if;
  outcome := private.judge_intro_email(intro, mail);
  if outcome in ('introduced', 'to_another') then
    if outcome = 'introduced' then
      update public.intro_opportunities i set email_seen_at = receive_intro_email.at
        where i.id = intro.id and i.status = 'scheduled' and i.email_seen_at is null;
    else
      update private.intro_sides s set said = 'made', said_at = receive_intro_email.at
        where s.intro_id = intro.id and s.side = 'connector' and s.said is null
          and intro.status = 'scheduled';
    end if;
    if found then
      insert into public.events (tenant_id, event_type, aggregate_id, aggregate_type, payload,
          trace_id, created_by)
        values (intro.tenant_id, case outcome when 'introduced' then 'intro.email_seen'
            else 'intro.reported' end, intro.id, 'intro_opportunity',
          jsonb_build_object('intro_id', intro.id, 'user_id', intro.connector_user_id),
          email.trace_id, 'email-webhook');
    else
      outcome := 'over';
    end if;
  end if;
  update private.inbound_emails e set tenant_id = intro.tenant_id, verdict = outcome
    where e.id = email.id;
  return outcome;
end
$$;
comment on function private.receive_intro_email(private.inbound_emails, jsonb, timestamptz) is
  'The email that introduces the two is seen, or its connector''s word is, and the intro-agent goes '
  'on from there; null: it is for no introduction.';
