-- Emails in: one transaction that accounts for an email and does what it proves.

create table private.inbound_emails (
  id uuid primary key default gen_random_uuid(),
  key text not null unique constraint key_is_a_hash check (key ~ '^[0-9a-f]{64}$'),
  tenant_id uuid references public.tenants (id) on delete cascade,
  user_id uuid,
  verification_id uuid references private.email_verifications (id) on delete cascade,
  provider text not null
    constraint provider_is_known check (provider in ('postmark', 'sendgrid')),
  verdict text not null
    constraint verdict_is_known check (verdict in
      ('nobody', 'unknown_tag', 'several_tags', 'not_served', 'unproved_sender', 'other_sender',
       'used', 'superseded', 'expired', 'held', 'confirmed', 'moved', 'introduced', 'not_both',
       'to_another', 'over')),
  detail text constraint detail_is_a_word check (detail ~ '^[a-z_]{1,40}$'),
  told boolean not null default false,
  trace_id uuid not null default gen_random_uuid(),
  received_at timestamptz not null,
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  constraint a_person_has_a_tenant check (user_id is null or tenant_id is not null)
);
comment on table private.inbound_emails is
  'Every email that came to the door, and what became of it; nothing of what it said.';
comment on column private.inbound_emails.key is
  'SHA-256 of the provider''s name for it: a second delivery is the first.';
comment on column private.inbound_emails.detail is 'Why its sender is not proved, in a word.';
comment on column private.inbound_emails.told is
  'Whether its person was texted that it proved nothing.';
comment on column private.inbound_emails.trace_id is 'Engine-made: as messages.trace_id.';
create index emails_by_person
  on private.inbound_emails (tenant_id, user_id, received_at desc);
create index emails_by_verification on private.inbound_emails (verification_id)
  where verification_id is not null;
create index emails_by_time on private.inbound_emails (received_at);

create table private.email_answers (
  verdict text primary key,
  words text not null constraint words_fit_a_text check (length(words) between 1 and 300)
);
comment on table private.email_answers is
  'What its person is texted of an email that proved nothing. Fixed words, without a name or an '
  'address: who sent it may be anybody.';
insert into private.email_answers (verdict, words) values
  ('unproved_sender', 'An email came to your confirmation address, but the mail system it came '
   'from did not vouch for its sender. Please send it straight from your work mailbox.'),
  ('other_sender', 'An email came to your confirmation address, but not from the work email I have '
   'on record. Send it from that one, or tell me which address to put on record instead.'),
  ('used', 'That confirmation address has been used. If your email is not confirmed yet, ask me '
   'for a new one.'),
  ('superseded', 'That confirmation address is not in use any more. Mail to the newest one that I '
   'texted you, or ask me for another.'),
  ('expired', 'Your email came after its confirmation address had run out. Ask me for a new one.'),
  ('several_tags', 'Your email went to more than one confirmation address, so I could not take it. '
   'Please send it to the newest one alone.'),
  ('held', 'That email belongs to an account that is in use with another number. Text me from that '
   'number that you have a new one, then mail again.');

-- What somebody does by email is answered by text. ------------------------------------------------

create function private.is_awake(person public.users, at timestamptz) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce(person.last_active_at > at - make_interval(
      mins => private.setting('awake_minutes', person.tenant_id)::integer), false)
    or private.quiet_until(person, at) is null;
end
$$;
comment on function private.is_awake(public.users, timestamptz) is
  'Whether what somebody has just done is answered now: their quiet hours are none, or they have '
  'texted a moment ago. An email may be hours under way.';

create function private.answer_deed(
  person public.users, agent text, words text, task_id uuid, trace_id uuid, at timestamptz,
  subject text default 'email'
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  thread uuid := private.thread_of(person);
begin
  if thread is null or not private.is_awake(person, at) then
    insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
        scheduled_for, expires_at, priority, subject, conversation_context_id, trace_id)
      values (person.tenant_id, person.id, answer_deed.agent, '{}', answer_deed.words, at,
        at + interval '2 days', 'high', answer_deed.subject, thread, answer_deed.trace_id);
    return;
  end if;
  insert into public.messages
      (conversation_id, role, direction, content, status, trace_id, task_id)
    values (thread, answer_deed.agent, 'outbound', answer_deed.words, 'pending',
      answer_deed.trace_id, answer_deed.task_id);
end
$$;
comment on function private.answer_deed(
  public.users, text, text, uuid, uuid, timestamptz, text) is
  'A text that answers what its person has done elsewhere: by day, and to who is awake, an answer '
  'like any other; else it waits for the orchestrator, and a newer one takes its place. Person '
  'locked.';

create function private.thread_of(person public.users) returns uuid
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select c.id from public.conversations c
    where c.tenant_id = person.tenant_id and c.user_id = person.id and c.channel = 'sms'
      -- In a paused one a human speaks.
      and c.status in ('active', 'archived')
    order by c.last_message_at desc nulls last, c.id limit 1);
end
$$;
comment on function private.thread_of(public.users) is 'Where somebody last talked with us.';

create function private.tell_of_email(
  email private.inbound_emails, person public.users, at timestamptz
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  words text := (select a.words from private.email_answers a where a.verdict = email.verdict);
begin
  if words is null or private.refused_to(person) is not null
    or private.setting('email_answers_a_day_max', person.tenant_id) <= (
      select count(*) from private.inbound_emails e
      where e.tenant_id = person.tenant_id and e.user_id = person.id and e.told
        and e.received_at > at - interval '1 day') then
    return;
  end if;
  update private.inbound_emails e set told = true where e.id = email.id;
  perform private.answer_deed(person, 'system', words, null, email.trace_id, at);
end
$$;
comment on function private.tell_of_email(
  private.inbound_emails, public.users, timestamptz) is
  'Its person hears of an email that proved nothing, a few times a day at most. Person locked.';

-- What an email proves. --------------------------------------------------------------------------

create function private.tags_of(recipients jsonb)
returns table (tenant_id uuid, tag text)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select distinct t.id, private.read_tag(a.parts[1])
  from jsonb_array_elements_text(recipients) r (address)
  cross join lateral (
    select regexp_match(lower(r.address), '^verify\+([^@]+)@([^@]+)$') as parts) a
  join public.tenants t on t.inbound_email_domain = a.parts[2]
  limit 20;
end
$$;
comment on function private.tags_of(jsonb) is 'The tags to which an email was sent, and whose.';

create function private.judge_email(
  sought private.email_verifications, person public.users, mail jsonb, at timestamptz
) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case
    when person.blocked_at is not null or not person.is_active then 'not_served'
    when mail ->> 'unproved' is not null then 'unproved_sender'
    when mail ->> 'from' is distinct from sought.address then 'other_sender'
    when sought.status = 'used' then 'used'
    when sought.status = 'superseded' or lower(person.email) is distinct from sought.address
      then 'superseded'
    when sought.expires_at <= at then 'expired'
    else 'confirmed'
  end;
end
$$;
comment on function private.judge_email(
  private.email_verifications, public.users, jsonb, timestamptz) is
  'What an email to one tag amounts to. Who sent it is looked at first: a stranger learns nothing '
  'of a tag.';

create function private.holder_of(tenant_id uuid, address text) returns public.users
language plpgsql stable security invoker set search_path = '' as $$
declare
  holder public.users;
begin
  select * into holder from public.users u where u.tenant_id = holder_of.tenant_id
    and lower(u.email) = holder_of.address and u.email_verified;
  return holder;
end
$$;
comment on function private.holder_of(uuid, text) is 'Whose verified email that is; one, or none.';

create function private.may_take_over(holder public.users, at timestamptz) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return holder.blocked_at is null and coalesce(
    holder.phone_number is null
    or holder.new_number_until > at
    or holder.last_active_at < at - make_interval(
      days => private.setting('phone_identity_days', holder.tenant_id)::integer), false);
end
$$;
comment on function private.may_take_over(public.users, timestamptz) is
  'Whether an account follows its email to another number: its own has left it, or was silent for '
  'phone_identity_days, or its person has said from it that they will have a new one; '
  'docs/decisions/0018.';

create function private.confirm_email(
  sought private.email_verifications, person public.users, email private.inbound_emails,
  at timestamptz
) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  holder public.users := private.holder_of(person.tenant_id, sought.address);
  tells text := case when holder.id <> person.id then 'number_moved'
    when person.verified then 'email_confirmed' else 'joined' end;
begin
  if holder.id <> person.id and not private.may_take_over(holder, at) then
    perform private.tell_holder(holder, email.trace_id, at);
    return 'held';
  end if;
  update private.email_verifications v set status = 'used', used_at = at where v.id = sought.id;
  if tells = 'number_moved' then
    perform private.move_account(holder, person, at);
    person := holder;
  else
    begin
      update public.users u set email = sought.address, email_verified = true, verified = true,
        referred_by = case when u.verified then u.referred_by else private.referrer_of(u) end,
        poc_agent_type = case u.poc_agent_type when 'bouncer' then 'concierge'
          else u.poc_agent_type end
        where u.id = person.id;
    exception when unique_violation then
      -- Somebody else has confirmed it in this moment, and is its holder when this is repeated.
      raise exception 'two confirm one email' using errcode = 'serialization_failure';
    end;
  end if;
  if tells = 'joined' then
    perform private.credit_referral(person.id, email.trace_id, at);
  end if;
  insert into public.events
      (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id, created_by)
    select person.tenant_id,
      case tells when 'joined' then 'user.verified' when 'number_moved' then 'user.number_moved'
        else 'user.email_confirmed' end, person.id, 'user',
      jsonb_build_object('user_id', person.id, 'conversation_id', private.thread_of(u),
        'occasion', tells), email.trace_id, 'email-webhook'
    from public.users u where u.id = person.id;
  return case tells when 'number_moved' then 'moved' else 'confirmed' end;
end
$$;
comment on function private.confirm_email(
  private.email_verifications, public.users, private.inbound_emails, timestamptz) is
  'The right email has come: its person is verified, or the account that they have follows them, '
  'or it stays where it is. People locked.';

create function private.tell_holder(holder public.users, trace_id uuid, at timestamptz)
returns void
language sql security invoker set search_path = '' as $$
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
    scheduled_for, priority, subject, trace_id)
  select holder.tenant_id, holder.id, 'email-webhook', '{}',
    'Somebody who texts us from another number has mailed us from your work email. If that was '
    'you, tell me here that you have a new number, and do it again. If not, nothing has changed.',
    at, 'high', 'email_held', tell_holder.trace_id
  where private.refused_to(holder) is null
    -- Once a day is enough, whoever mails how often.
    and not exists (select from public.message_queue q where q.tenant_id = holder.tenant_id
      and q.user_id = holder.id and q.subject = 'email_held'
      and q.created_at > at - interval '1 day')
$$;
comment on function private.tell_holder(public.users, uuid, timestamptz) is
  'Whose email was confirmed from another number while theirs is in use hears of it.';

create function private.move_account(
  account public.users, newcomer public.users, at timestamptz
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  if account.phone_number is not null then
    perform private.leave_number(account.tenant_id, account.phone_number, true, at);
  end if;
  update public.users u set phone_number = null, is_active = false, moved_to = account.id
    where u.id = newcomer.id;
  update public.users u set
    phone_number = newcomer.phone_number, is_active = true, email_verified = true, verified = true,
    last_active_at = newcomer.last_active_at, new_number_until = null,
    unreachable_at = null, unreachable_until = null, unreachable_code = null,
    -- What they said at the door of their new number is the newer word.
    first_name = coalesce(newcomer.first_name, u.first_name),
    last_name = coalesce(newcomer.last_name, u.last_name),
    company = coalesce(newcomer.company, u.company), title = coalesce(newcomer.title, u.title),
    linkedin_url = coalesce(newcomer.linkedin_url, u.linkedin_url),
    timezone = coalesce(newcomer.timezone, u.timezone),
    innovator = u.innovator or newcomer.innovator
  where u.id = account.id;
  perform private.carry_consent(account, newcomer);
  perform private.carry_thread(account, newcomer);
end
$$;
comment on function private.move_account(public.users, public.users, timestamptz) is
  'An account follows its email to the number at whose door it was confirmed. The row that the '
  'number had there keeps what was said, and points to the account. People locked.';

create function private.carry_consent(account public.users, newcomer public.users) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  -- An opt-out wins, whichever of the two numbers said it. Nothing else needs to be carried: to be
  -- asked, an account has a first contact of its own.
  insert into public.consent_events (tenant_id, user_id, kind, source, message_id)
    select c.tenant_id, account.id, c.kind, c.source, c.message_id
    from public.consent_events c
    where c.tenant_id = newcomer.tenant_id and c.user_id = newcomer.id
      and c.kind = case when newcomer.opted_out_at is not null then 'opt_out'
        else 'first_contact' end
      and case when newcomer.opted_out_at is not null then account.opted_out_at is null
        else not exists (select from public.consent_events o
          where o.tenant_id = account.tenant_id and o.user_id = account.id) end
    order by c.created_at desc limit 1;
  if account.opted_out_at is not null and newcomer.opted_out_at is null then
    -- The one word that may follow an opt-out: else they would wonder why nobody answers.
    insert into public.messages
        (conversation_id, role, direction, content, status, purpose)
      select private.carry_thread(account, newcomer), 'system', 'outbound',
        'Your account has moved to this number. You are unsubscribed, as you were before, and get '
        'no texts. Reply START to get them again.', 'pending', 'confirmation';
  end if;
end
$$;
comment on function private.carry_consent(public.users, public.users) is
  'What somebody consented to holds on their new number, and an opt-out above all.';

create function private.carry_thread(account public.users, newcomer public.users) returns uuid
language plpgsql security invoker set search_path = '' as $$
declare
  door public.conversations;
  thread uuid;
begin
  select * into door from public.conversations c
    where c.tenant_id = newcomer.tenant_id and c.user_id = newcomer.id and c.channel = 'sms'
    order by c.last_message_at desc nulls last, c.id limit 1;
  if door.id is null then
    return null;
  end if;
  -- Their talk goes on where it was, with the summary that it has.
  update public.conversations c set status = 'active', phone_number = newcomer.phone_number
    where c.id = (select o.id from public.conversations o
      where o.tenant_id = account.tenant_id and o.user_id = account.id
        and o.sender_id = door.sender_id and o.channel = 'sms'
      order by o.status = 'closed', o.last_message_at desc nulls last, o.id limit 1)
    returning c.id into thread;
  if thread is null then
    insert into public.conversations (tenant_id, user_id, phone_number, sender_id)
      values (account.tenant_id, account.id, newcomer.phone_number, door.sender_id)
      returning id into thread;
  end if;
  return thread;
end
$$;
comment on function private.carry_thread(public.users, public.users) is
  'The account''s thread with the number of ours that was texted, open under the new number.';

create function private.people_of(person public.users, address text) returns uuid[]
language plpgsql stable security invoker set search_path = '' as $$
begin
  return array_remove(array[person.id, private.referrer_of(person),
    (private.holder_of(person.tenant_id, people_of.address)).id], null);
end
$$;
comment on function private.people_of(public.users, text) is
  'Whom an email may change: its person, who sent them, and whose its address is.';

create function private.lock_people(
  sought private.email_verifications
) returns public.users
language plpgsql security invoker set search_path = '' as $$
declare
  person public.users;
  wanted uuid[];
begin
  -- Looked at, locked in key order, and looked at again.
  for look in 1..2 loop
    select * into strict person from public.users u where u.id = sought.user_id;
    if look = 2 and not private.people_of(person, sought.address) <@ wanted then
      raise exception 'whom an email is about has changed' using errcode = 'serialization_failure';
    end if;
    exit when look = 2;
    wanted := private.people_of(person, sought.address);
    perform 1 from public.users u where u.id = any (wanted) order by u.id for no key update;
  end loop;
  return person;
end
$$;
comment on function private.lock_people(private.email_verifications) is
  'Locks whom an email may change, and returns its person. Who they are may change while it waits: '
  'then it says so, and the caller begins anew.';

create function worker.receive_email(mail jsonb, at timestamptz default now()) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  email private.inbound_emails;
  sought private.email_verifications;
  person public.users;
  owners uuid[];
  tags integer;
begin
  -- Before any lock: a second delivery waits here for the first, holding nothing.
  insert into private.inbound_emails (key, provider, verdict, detail, received_at)
    values (mail ->> 'key', mail ->> 'provider', 'nobody', mail ->> 'unproved', receive_email.at)
    on conflict (key) do nothing returning * into email;
  if email.id is null then
    return jsonb_build_object('duplicate', true);
  end if;
  email.verdict := private.receive_intro_email(email, mail, at);
  if email.verdict is not null then
    return jsonb_build_object('duplicate', false, 'verdict', email.verdict,
      'trace_id', email.trace_id);
  end if;
  select count(*), (array_agg(t.tenant_id))[1], array_remove(array_agg(distinct v.user_id), null)
    into tags, email.tenant_id, owners
    from private.tags_of(mail -> 'recipients') t
    left join private.email_verifications v on v.tenant_id = t.tenant_id and v.tag = t.tag;
  email.verdict := case when tags = 0 then 'nobody' when tags > 1 then 'several_tags'
    when owners = '{}' then 'unknown_tag' else 'confirmed' end;
  if cardinality(owners) = 1 then
    select v.* into sought from private.tags_of(mail -> 'recipients') t
      join private.email_verifications v on v.tenant_id = t.tenant_id and v.tag = t.tag limit 1;
    person := private.lock_people(sought);
    email.tenant_id := person.tenant_id;
    email.user_id := person.id;
    email.verification_id := case tags when 1 then sought.id end;
    perform private.stop_point('email.locked');
    select * into sought from private.email_verifications v where v.id = sought.id;
    if tags = 1 then
      email.verdict := private.judge_email(sought, person, mail, at);
    elsif mail ->> 'unproved' is not null or not person.is_active then
      email.user_id := null;
    end if;
    if email.verdict = 'confirmed' then
      email.verdict := private.confirm_email(sought, person, email, at);
    end if;
  end if;
  update private.inbound_emails e set tenant_id = email.tenant_id, user_id = email.user_id,
    verification_id = email.verification_id, verdict = email.verdict where e.id = email.id;
  if email.user_id is not null then
    perform private.tell_of_email(email, person, at);
  end if;
  return jsonb_build_object('duplicate', false, 'verdict', email.verdict,
    'trace_id', email.trace_id);
end
$$;
comment on function worker.receive_email(jsonb, timestamptz) is
  'Accounts for one email and does what it proves. mail: {key (SHA-256 of the provider''s id), '
  'provider postmark|sendgrid, recipients and copied (addresses), from (lower case) and unproved '
  'null, or why its sender is not proved}. A key that is known changes nothing and answers '
  'duplicate. What is copied proves nothing of a person: only an introduction looks at it.';

-- What is told of it. ----------------------------------------------------------------------------

insert into private.task_types
  (task_type, function_name, agent_type, lane_kind, priority, while_put_back, max_retries,
   snooze_hours_max, description)
values
  ('welcome', null, 'reply', 'conversation', 'high', 'skip', 3, 24,
   'tell somebody that their email is confirmed, and what now');
insert into private.routes (event_type, task_type, debounced, dedupe_by, description) values
  ('user.verified', 'welcome', false, 'user_id', 'a new member is welcomed'),
  ('user.email_confirmed', 'welcome', false, 'user_id',
   'a member hears that their email is confirmed'),
  ('user.number_moved', 'welcome', false, 'user_id',
   'a member hears that their account has followed them');

create function private.retire_emails(at timestamptz default now()) returns integer
language sql security invoker set search_path = '' as $$
  with cutoff as materialized (
    select at - make_interval(days => private.setting('inbound_emails_days')::integer) as at
  ),
  old as (
    select e.id from private.inbound_emails e where e.received_at < (select c.at from cutoff c)
    order by e.received_at limit private.setting('retire_batch')::integer for update skip locked
  ),
  gone as (delete from private.inbound_emails e using old o where e.id = o.id returning 1),
  spent as (
    select v.id from private.email_verifications v where v.created_at < (select c.at from cutoff c)
    order by v.created_at limit private.setting('retire_batch')::integer for update skip locked
  ),
  spent_gone as (
    delete from private.email_verifications v using spent s where v.id = s.id returning 1)
  select (select count(*) from gone)::integer + (select count(*) from spent_gone)::integer
$$;
comment on function private.retire_emails(timestamptz) is
  'Forgets what came of emails, and tags that are long spent, one batch a call.';
