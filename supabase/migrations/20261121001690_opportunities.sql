-- What a member is told of, one opportunity at a time, and their yes or no to an introduction.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('one_opportunity_hours', 24, true, 0, 720,
   'while one opportunity waits so long for its answer no other is told, unless they ask');
insert into private.outreach_reasons (reason, ends, words) values
  ('one_at_a_time', false, 'another opportunity waits for the person''s answer');

insert into private.actions (action, agents, to_others, description) values
  ('present_opportunity', '{concierge}', 'only a member is told of opportunities',
   'the reply tells them of one of their priorities'),
  ('answer_introduction', '{concierge}', 'only a member makes introductions',
   'their yes or no to an introduction');

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
  said text[];
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
  said := (select regexp_split_to_array(lower(m.content), '[^[:alnum:]'']+')
    from public.messages m where m.id = note_telling.message_id);
  -- Else it is not told: a later yes would be consent to what nobody has said.
  if not said && array(select private.words_of_name(intro.prospect_name)) then
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
    if coalesce(priority.status, 'expired') in ('expired', 'actioned') then
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
    when not exists (select from private.top_priorities(person) p where p.id = priority)
      then 'that is not to be told any more'
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

-- Yes or no. --------------------------------------------------------------------------------------

create table private.plain_words (
  words text primary key
    constraint words_are_lower_case_and_plain check (words ~ '^[[:alnum:]'' 👍👎]+$'),
  means text not null
    constraint means_is_known check (means in ('yes', 'no', 'filler', 'more'))
);
comment on table private.plain_words is
  'What in a text is a plain yes, takes it back or is a no, may stand beside a yes, and asks for '
  'more opportunities. A model may only propose that somebody consents, or asks.';
insert into private.plain_words (words, means)
  select w, 'yes' from unnest(array['yes', 'yeah', 'yep', 'yup', 'sure', 'sure thing', 'ok', 'okay',
    'absolutely', 'definitely', 'certainly', 'gladly', 'of course', 'go ahead', 'please do',
    'do it', 'i''ll do it', 'i''ll do that', 'i will do it', 'i can do it', 'i can do that',
    'let''s do it', 'let''s do that', 'happy to', 'glad to', 'love to', 'with pleasure',
    'my pleasure', 'sounds good', 'sounds great', 'sounds perfect', 'works for me', 'that works',
    'fine by me', 'fine with me', 'i''m in', 'i am in', 'count me in', 'i accept', 'i agree',
    'introduce us', 'introduce them', 'introduce me', 'make the intro', 'make the introduction',
    'you can', 'you may', '👍',
    'sí', 'si', 'claro', 'por supuesto', 'de acuerdo', 'vale', 'oui', 'ja']) w
  union all
  select w, 'filler' from unnest(array['please', 'thanks', 'thank you', 'thx', 'a lot', 'so much',
    'very much', 'no problem', 'no worries', 'why not', 'hi', 'hey', 'hello', 'great', 'good',
    'perfect', 'wonderful', 'lovely', 'awesome', 'cool', 'and', 'i', 'i''d', 'i''ll', 'i''d be',
    'i would', 'i would be', 'will', 'be', 'so', 'very', 'really', 'just', 'that', 'this', 'it',
    'that''s', 'them', 'him', 'her', 'us', 'me', 'my', 'the', 'an', 'a', 'to', 'for', 'of', 'with',
    'both', 'introduce', 'introduction', 'intro', 'make', 'connect', 'connection', 'help', 'now',
    'today', 'por favor', 'gracias', 'merci', 'danke', 'bitte']) w
  union all
  select w, 'no' from unnest(array['no', 'nope', 'nah', 'not', 'never', 'don''t', 'dont', 'can''t',
    'cannot', 'won''t', 'decline', 'pass', 'skip', 'rather', 'later', 'wait', 'maybe', 'unless',
    'if', 'but', 'until', 'before', 'first', 'think', 'stop', 'cancel', 'undo', 'mistake', 'oops',
    'forget', 'hold on', 'hold off', 'on second thought', 'changed my mind', 'nevermind',
    'never mind', 'take it back', 'no more', 'nothing more', 'nothing else', 'no other',
    'someone else', 'somebody else', 'anyone else', 'anybody else',
    '👎', 'nein', 'non', 'nunca', 'pero']) w
  union all
  select w, 'more' from unnest(array['more', 'else', 'other', 'others', 'another', 'next', 'new',
    'news', 'anything', 'something', 'opportunity', 'opportunities', 'intros', 'introductions',
    'any intro', 'any introduction', 'priorities', 'what is there', 'what''s there',
    'what have you', 'what do you have', 'what''s up', 'whats up', 'for me', 'otra', 'otro',
    'más']) w;

create function private.take_words(
  words text, takes text[], name text, out meanings text[], out rest text
)
language plpgsql stable security invoker set search_path = '' as $$
declare
  taken private.plain_words;
begin
  -- Two spaces between words, so that each has its own at either end. What is no mark of
  -- punctuation and no friendly face stays, and is a word that nobody knows.
  rest := '  ' || regexp_replace(regexp_replace(replace(lower(words), '’', ''''), '([👍👎])',
    ' \1 ', 'g'), '[][[:space:].,;:!?¡¿"“”()*_/&…–—🏻🏼🏽🏾🏿🙂😊😀😃😄🙏🎉✨-]+', '  ', 'g') || '  ';
  meanings := '{}';
  -- The longest first: "no problem" is no no.
  for taken in
    select w.words, w.means from (
      select p.words, p.means from private.plain_words p where p.means = any (takes)
      union all
      select n, 'filler' from private.words_of_name(take_words.name) n) w
    order by length(w.words) desc, w.words
  loop
    if position(' ' || replace(taken.words, ' ', '  ') || ' ' in rest) > 0 then
      meanings := meanings || taken.means;
      rest := replace(rest, ' ' || replace(taken.words, ' ', '  ') || ' ', ' | ');
    end if;
  end loop;
  rest := btrim(rest, ' |');
end
$$;
comment on function private.take_words(text, text[], text) is
  'What a text says of the plain words of these meanings, and what is left of it without them and '
  'without somebody''s name.';

create function private.words_of_name(name text) returns setof text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select distinct n from regexp_split_to_table(lower(words_of_name.name), '[^[:alnum:]'']+') n
  where length(n) > 1 and not exists (select from private.plain_words p where p.words = n);
end
$$;
comment on function private.words_of_name(text) is
  'The words by which somebody can be named: "will" may be said of anybody.';

create function private.says_yes(words text, name text default null) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
declare
  said record;
begin
  -- Who asks has not decided.
  if position('?' in says_yes.words) > 0 then
    return false;
  end if;
  select * into said from private.take_words(says_yes.words, '{yes,filler,no}', says_yes.name);
  return 'yes' = any (said.meanings) and 'no' <> all (said.meanings) and said.rest = '';
end
$$;
comment on function private.says_yes(text, text) is
  'Whether a text says yes in plain words, takes nothing of it back, and says nothing else: beside '
  'the yes may stand the name of whom it is about, and fillers. What it does not know is no yes: '
  'then the person is asked for one.';

create function private.says_no(words text) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return 'no' = any ((private.take_words(says_no.words, '{yes,filler,no}', null)).meanings);
end
$$;
comment on function private.says_no(text) is
  'Whether a text holds a word that says no, puts off or takes back: what was said before it is no '
  'yes any more.';

create function private.asks_for_more(words text) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return 'more' = any ((private.take_words(asks_for_more.words, '{more,no}', null)).meanings);
end
$$;
comment on function private.asks_for_more(text) is
  'Whether a text asks in plain words what else there is; "no more" does not.';

create function private.names_alone(words text, intro public.intro_opportunities) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
declare
  said text[] := regexp_split_to_array(lower(words), '[^[:alnum:]'']+');
begin
  return said && array(select private.words_of_name(intro.prospect_name))
    and not exists (select from public.intro_opportunities o
      where o.tenant_id = intro.tenant_id and o.connector_user_id = intro.connector_user_id
        and o.id <> intro.id and o.status = 'open' and o.told_in is not null
        and said && array(select private.words_of_name(o.prospect_name)));
end
$$;
comment on function private.names_alone(text, public.intro_opportunities) is
  'Whether a text names the prospect of an introduction, and of no other that its connector was '
  'told of and has not answered.';

create function private.texts_since_telling(intro public.intro_opportunities, handles jsonb)
returns setof public.messages
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select t.* from public.messages m
  join private.texts_answered(texts_since_telling.handles) t
    on t.conversation_id = m.conversation_id and t.position > m.position
  where m.id = intro.told_in and m.status in ('sending', 'sent', 'delivered', 'unknown')
  order by t.position;
end
$$;
comment on function private.texts_since_telling(public.intro_opportunities, jsonb) is
  'The texts that this turn answers which came after the one that told of the introduction; none '
  'while that has not left.';

create function private.yes_to(intro public.intro_opportunities, handles jsonb) returns uuid
language plpgsql stable security invoker set search_path = '' as $$
declare
  answer public.messages;
  spoken public.messages;
begin
  select t.* into answer from private.texts_since_telling(intro, yes_to.handles) t
    where private.says_yes(t.content, intro.prospect_name) or private.says_no(t.content)
    order by t.position desc limit 1;
  if answer.id is null or not private.says_yes(answer.content, intro.prospect_name) then
    return null;
  end if;
  select m.* into spoken from public.messages m
    where m.conversation_id = answer.conversation_id and m.position < answer.position
      and m.direction = 'outbound' and m.status in ('sending', 'sent', 'delivered', 'unknown')
    order by m.position desc limit 1;
  return case when spoken.id = intro.told_in or private.names_alone(answer.content, intro)
    or (spoken.content ~* '\myes\M.*\mno\M' and private.names_alone(spoken.content, intro))
    then answer.id end;
end
$$;
comment on function private.yes_to(public.intro_opportunities, jsonb) is
  'The text of this turn that says yes to an introduction. It is the last that says yes or no; and '
  'what we had said last told of that introduction, or asked for a YES or NO about its prospect by '
  'name, or the text itself names them. Null: there is none, whatever a yes was about.';

create function private.check_answer_introduction(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
declare
  intro public.intro_opportunities;
  yes uuid;
begin
  select * into intro from public.intro_opportunities i
    where i.id = private.named_id(handles, input ->> 'handle', 'intro_opportunity')
      and i.tenant_id = person.tenant_id and i.connector_user_id = person.id;
  yes := private.yes_to(intro, handles);
  return coalesce(private.check_fields(input, array['handle', 'answer']), case
    when coalesce(input ->> 'answer', '') <> all (array['yes', 'no']) then 'answer is yes or no'
    when intro.id is null then 'there is no such handle'
    when not exists (select from private.intro_edges e where e.from_status = intro.status
      and e.to_status = private.answer_status(input) and e.by_connector)
      then 'it is ' || intro.status || ' already'
    when intro.expires_at <= now() then 'its time is over'
    when not exists (select from private.texts_since_telling(intro, handles))
      then 'they were not told of it before they wrote: tell them of it, and ask'
    when input ->> 'answer' = 'no' then null
    when yes is null then 'their text is no plain yes to it: name whom it is about, and ask them '
      || 'to answer YES or NO'
    when exists (select from public.intro_opportunities o
      where o.tenant_id = person.tenant_id and o.yes_in = yes)
      then 'their yes was to another: name whom this is about, and ask them to answer YES or NO'
    end);
end
$$;

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
begin
  perform private.settle_priority(person, 'intro_opportunity', intro);
  update public.intro_opportunities i set status = private.answer_status(input),
    connector_response = left(private.answer_of(lease.handles, null), 2000),
    yes_in = case input ->> 'answer' when 'yes' then private.yes_to(i, lease.handles) end
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
