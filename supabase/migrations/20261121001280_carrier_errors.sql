-- The carrier's error codes: what each says about a number, a text or a sender, and for how long.

create table private.carrier_errors (
  code integer primary key,
  class text not null
    constraint class_is_known check (class in
      ('ambiguous', 'later', 'number_dead', 'consent', 'content', 'sender', 'loop')),
  minutes integer constraint minutes_are_not_negative check (minutes >= 0),
  lifted_by text not null
    constraint lifted_by_somebody_known check (lifted_by in ('time', 'person', 'operator')),
  description text not null,
  source text not null
    generated always as ('https://www.twilio.com/docs/api/errors/' || code::text) stored,
  constraint time_alone_lifts_after_minutes check (minutes is not null or lifted_by <> 'time'),
  constraint what_ends_with_its_text_has_no_minutes
    check (class not in ('ambiguous', 'content') or (minutes = 0 and lifted_by = 'time'))
);
comment on table private.carrier_errors is
  'Twilio''s error codes, what we take each to say, and what follows: private.heed_error.';
comment on column private.carrier_errors.class is
  'ambiguous: it may have left. later: it has not, and we are too fast: the sender pauses. '
  'number_dead: nothing arrives there. consent: they opted out. content: this text alone. sender: '
  'nothing leaves from this number. loop: the two numbers answer each other.';
comment on column private.carrier_errors.minutes is
  'How long its effect lasts; 0: it has none beyond its text; null: until somebody lifts it.';
comment on column private.carrier_errors.lifted_by is
  'Who ends it, or may end it before its minutes are over; person: by their next text (of consent: '
  'by START).';

insert into private.carrier_errors (code, class, minutes, lifted_by, description) values
  (20429, 'later', 0, 'time', 'too many requests at once; only the text waits'),
  (21611, 'later', 10, 'time', 'the sender''s queue holds ten hours of segments and takes no more'),
  (30001, 'later', 5, 'time', 'the queue overflowed: sent faster than the number may'),
  (30022, 'later', 1, 'time', 'faster than the campaign may, says the recipient''s carrier'),

  (20500, 'ambiguous', 0, 'time', 'Twilio''s own fault; it does not say how far it had come'),
  (30008, 'ambiguous', 0, 'time', 'the recipient''s carrier gave no reason'),
  -- A sender that is new, a number that has just moved, a plan without texts: nobody's alone.
  (30024, 'ambiguous', 0, 'time', 'the recipient''s carrier does not know the sender, or not yet'),
  (30410, 'ambiguous', 0, 'time', 'the next carrier did not answer in time'),

  (21211, 'number_dead', null, 'person', 'not a number'),
  (21214, 'number_dead', null, 'person', 'a number that cannot be reached'),
  (21217, 'number_dead', null, 'person', 'does not look like a number'),
  -- What such a number texts does not make it one that can be texted.
  (21265, 'number_dead', null, 'operator', 'a short code, which no long code can text'),
  (21266, 'number_dead', null, 'operator', 'the sender''s own number'),
  (21268, 'number_dead', null, 'operator', 'a premium or information service'),
  (21612, 'number_dead', 1440, 'person', 'there is no way from this sender to that number now'),
  (21614, 'number_dead', null, 'person', 'not a mobile number'),
  (21635, 'number_dead', null, 'person', 'a landline'),
  (30003, 'number_dead', 60, 'person', 'the handset is off, or out of reach'),
  -- Somebody's STOP, a register, a carrier's list: it does not say, and the ledger of consent
  -- holds nothing that nobody said. Nothing leaves until they text, which is what a consent is for.
  (30004, 'number_dead', null, 'person', 'the number is blocked, for whatever reason'),
  (30005, 'number_dead', null, 'person', 'unknown, or no longer in service'),
  (30006, 'number_dead', null, 'person', 'a landline, or a carrier that cannot be reached'),
  -- Twilio's own block of the number, for 15 to 30 minutes whatever they text.
  (30450, 'number_dead', 30, 'time', 'held to be pumped for money, and blocked for a while'),

  (21610, 'consent', null, 'person', 'they have opted out at the carrier'),

  (21408, 'content', 0, 'time', 'the account may not text that region'),
  (21602, 'content', 0, 'time', 'a text without words'),
  -- "For this destination": what is wrong with a sender as such has 21659 to 21661 since 2024.
  (21606, 'content', 0, 'time', 'the sender cannot text that destination'),
  (21608, 'content', 0, 'time', 'a trial account texts verified numbers only'),
  (21617, 'content', 0, 'time', 'longer than 1,600 characters'),
  (21619, 'content', 0, 'time', 'neither words nor media'),
  (30007, 'content', 0, 'time', 'filtered, as spam or against a rule'),
  (30010, 'content', 0, 'time', 'dearer than the price we set at most'),
  (30019, 'content', 0, 'time', 'too large for the recipient''s carrier'),
  (30036, 'content', 0, 'time', 'it waited at Twilio until it was worth nothing'),

  (10001, 'sender', null, 'operator', 'the account is not active'),
  -- Time lifts it: a token that was set right is noticed without anybody's help.
  (20003, 'sender', 1, 'time', 'the account''s token is wrong, or may not do this'),
  (20404, 'sender', null, 'operator', 'there is no such account or messaging service'),
  (21659, 'sender', null, 'operator', 'the sender is not a number of Twilio''s'),
  (21660, 'sender', null, 'operator', 'the sender is another account''s number'),
  (21661, 'sender', null, 'operator', 'the sender cannot text'),
  (30002, 'sender', null, 'operator', 'the account is suspended'),
  -- It ends at midnight, Pacific time; looked at again each hour.
  (30023, 'sender', 60, 'time', 'the brand has sent what a carrier takes from it in a day'),
  (30032, 'sender', null, 'operator', 'a toll-free number that is not verified'),
  (30034, 'sender', null, 'operator', 'a number of no registered campaign'),
  (30035, 'sender', 60, 'time', 'a number whose campaign is still being set up'),

  -- Twilio holds further texts between the two for 30 seconds.
  (14107, 'loop', 1, 'time', 'more than 30 answers between two numbers in 30 seconds');

create function private.error_class(code integer, heard text) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce(
    (select e.class from private.carrier_errors e where e.code = error_class.code),
    case error_class.heard when 'rejected' then 'content' else 'ambiguous' end);
end
$$;
comment on function private.error_class(integer, text) is
  'What a code says. One that is not known stops its text, rejected, and says nothing of anything '
  'else, in a callback.';

create function private.carrier_pause(code integer default null) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return 'carrier error ' || coalesce(code::text, '');
end
$$;
comment on function private.carrier_pause(integer) is
  'Why a sender that an error of the carrier''s paused is paused; without a code, how such reasons '
  'begin.';

create function private.pause_sender(
  sender_id uuid, code integer, until timestamptz, at timestamptz
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.senders s set paused_at = coalesce(s.paused_at, pause_sender.at),
    paused_reason = private.carrier_pause(pause_sender.code),
    paused_until = nullif(pause_sender.until, 'infinity')
  where s.id = pause_sender.sender_id
    -- Never shorter than it was, and an operator's own pause is theirs.
    and (s.paused_at is null or (starts_with(s.paused_reason, private.carrier_pause())
      and s.paused_until < pause_sender.until));
end
$$;
comment on function private.pause_sender(uuid, integer, timestamptz, timestamptz) is
  'Nothing leaves from a number for as long as an error of the carrier''s lasts.';

create function private.heed_error(message_id uuid, code integer, at timestamptz) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  error private.carrier_errors;
  message public.messages;
  until timestamptz;
begin
  select * into error from private.carrier_errors e where e.code = heed_error.code;
  if not found or error.minutes = 0 then
    return;
  end if;
  until := coalesce(at + make_interval(mins => error.minutes), 'infinity');
  select * into message from public.messages m where m.id = heed_error.message_id;
  perform 1 from public.users u where u.id = message.user_id for no key update;
  if error.class in ('number_dead', 'loop') then
    update public.users u set unreachable_at = heed_error.at, unreachable_until = until,
      unreachable_code = error.code
    where u.id = message.user_id
      and (u.unreachable_until is null or u.unreachable_until < until);
  elsif error.class = 'consent' then
    insert into public.consent_events (tenant_id, user_id, kind, source, message_id)
      select u.tenant_id, u.id, 'opt_out', 'send_error', message.id
      from public.users u where u.id = message.user_id and u.opted_out_at is null;
  elsif error.class in ('sender', 'later') then
    perform private.pause_sender(c.sender_id, error.code, until, heed_error.at)
      from public.conversations c where c.id = message.conversation_id;
  end if;
end
$$;
comment on function private.heed_error(uuid, integer, timestamptz) is
  'What the carrier''s error about a text means for its person and its sender. The person''s row '
  'comes before the text''s: who holds that has this, too. The sender''s comes after both. Of a '
  'code that nobody knows nothing follows.';

create function private.lift_unreachable(person_id uuid) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.users u set unreachable_at = null, unreachable_until = null,
    unreachable_code = null
  where u.id = lift_unreachable.person_id and exists (select from private.carrier_errors e
    where e.code = u.unreachable_code and e.lifted_by = 'person');
end
$$;
comment on function private.lift_unreachable(uuid) is
  'Who texts can be texted, unless the code was of another kind. The person''s row is locked.';

create function private.lift_pauses(at timestamptz) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  lifted integer;
begin
  with over as (
    -- Never waited for: whoever has one of them may wait for a lane that the sweep holds.
    select s.id from public.senders s where s.paused_until <= lift_pauses.at
    for no key update skip locked
  )
  update public.senders s set paused_at = null, paused_reason = null, paused_until = null
    from over o where s.id = o.id;
  get diagnostics lifted = row_count;
  return lifted;
end
$$;
comment on function private.lift_pauses(timestamptz) is
  'Resumes the senders whose pause is over. Nobody needs to be rung: a lane is claimed and put '
  'back while its sender is paused, and so looks again by itself.';
