-- Who sent whom: a name dropped at the door becomes a referral, and is credited once.

create function private.is_sent_by(person_id uuid, sender_id uuid) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return exists (
    with recursive senders as (
      select u.id, u.referred_by, 1 as depth from public.users u where u.id = is_sent_by.person_id
      union all
      select u.id, u.referred_by, s.depth + 1 from senders s
      join public.users u on u.id = s.referred_by
      -- Ends even in a ring that somebody has made by hand.
      where s.depth < 100)
    select from senders s where s.referred_by = is_sent_by.sender_id);
end
$$;
comment on function private.is_sent_by(uuid, uuid) is
  'Whether somebody was sent by somebody, directly or through others.';

create function private.guard_referral() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  if private.is_sent_by(new.referred_by, new.id) then
    raise exception 'nobody is sent by whom they have sent' using errcode = 'check_violation';
  elsif tg_op = 'UPDATE' and exists (select from public.credit_events c
    where c.tenant_id = new.tenant_id and c.idempotency_key = 'referral:' || new.id) then
    raise exception 'a referral that was credited stands' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
comment on function private.guard_referral() is
  'Referrals make no ring, and one that was paid for is not given to somebody else.';
create trigger referrals_make_no_ring before insert on public.users
  for each row when (new.referred_by is not null) execute function private.guard_referral();
create trigger referrals_stand before update of referred_by on public.users
  for each row when (new.referred_by is not null
    and new.referred_by is distinct from old.referred_by)
  execute function private.guard_referral();

create function private.referrer_named(person public.users, said text) returns uuid
language plpgsql stable security invoker set search_path = '' as $$
declare
  bare text := lower(regexp_replace(btrim(said), '\s+', ' ', 'g'));
  digits text := regexp_replace(said, '[\s().-]+', '', 'g');
  meant uuid[];
begin
  if exists (select from public.credit_events c where c.tenant_id = person.tenant_id
    and c.idempotency_key = 'referral:' || person.id) then
    return person.referred_by;
  end if;
  meant := array(
    select u.id from public.users u
    where u.tenant_id = person.tenant_id and u.verified and u.is_active and u.id <> person.id
      and (private.full_name(u.first_name, u.last_name) = bare or u.phone_number = digits
        or (u.email_verified and lower(u.email) = bare))
    limit 2);
  return case when cardinality(meant) = 1 and not private.is_sent_by(meant[1], person.id)
    then meant[1] end;
end
$$;
comment on function private.referrer_named(public.users, text) is
  'The one member who is meant by a full name, a number or an email; null when it may be nobody or '
  'several. Nobody is told which: a name said at the door is no way to find out who is a member.';

create function private.referrer_of(person public.users) returns uuid
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce(person.referred_by, case when person.name_dropped is not null
    then private.referrer_named(person, person.name_dropped) end);
end
$$;
comment on function private.referrer_of(public.users) is
  'Who sent somebody: as it was known when they said so, or is now.';

create function private.credit_referral(person_id uuid, trace_id uuid, at timestamptz)
returns void
language plpgsql security invoker set search_path = '' as $$
declare
  person public.users;
  credits integer;
begin
  select * into person from public.users u where u.id = credit_referral.person_id;
  credits := private.credit(person.referred_by, 'referral', 'user', person.id,
    'referral:' || person.id);
  if credits > 0 then
    insert into public.message_queue (tenant_id, user_id, agent_id, message_data, scheduled_for,
        subject, trace_id)
      values (person.tenant_id, person.referred_by, 'bouncer', jsonb_build_object('text',
        'somebody whom you sent to us is a member now; ' || credits || ' credits are yours',
        'credits', credits), at, 'referral:' || person.id,
        credit_referral.trace_id);
  end if;
end
$$;
comment on function private.credit_referral(uuid, uuid, timestamptz) is
  'Whoever sent a new member is credited once and hears of it; not of whom. Both locked.';
