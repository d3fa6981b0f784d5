-- Who is sent what, and when: each decision in a new snapshot, under its person's row lock.

create table private.mornings (
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  opens_at timestamptz not null,
  people_count integer not null
    constraint people_count_is_positive check (people_count > 0),
  primary key (tenant_id, opens_at)
);
comment on table private.mornings is
  'For how many of a tenant''s people texts were held until quiet hours end at a moment.';

create table private.sender_pace (
  sender_id uuid primary key references public.senders (id) on delete cascade,
  replies_free_at timestamptz not null default '-infinity',
  free_at timestamptz not null default '-infinity',
  let_go_until timestamptz not null default '-infinity'
) with (fillfactor = 50);
comment on table private.sender_pace is
  'When a number has handed on what was booked: its answers; all it was given; all that the '
  'orchestrator let go. Clocks, so that nothing has to be refilled.';

create function private.spread_of(person_count integer, minutes integer) returns interval
language plpgsql immutable security invoker set search_path = '' as $$
begin
  -- Steps of the golden ratio: whatever their number, points so laid are nowhere dense, since the
  -- distance of any two of n is at least 0.38 / n (three-distance theorem; Knuth, TAOCP 6.4).
  return make_interval(
    secs => (spread_of.person_count * 0.6180339887498949) % 1 * spread_of.minutes * 60);
end
$$;
comment on function private.spread_of(integer, integer) is
  'The offset of the nth person of a morning: no minute has more than a thirtieth of them all, '
  'rounded up, over two hours.';

create function private.open_days(people uuid[], at timestamptz) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  insert into public.user_message_budget as b
      (tenant_id, user_id, date, daily_limit, hourly_limit)
    select u.tenant_id, u.id, private.local_day(u, open_days.at),
      coalesce(u.daily_limit, private.setting('daily_texts_max', u.tenant_id)),
      coalesce(u.hourly_limit, private.setting('hourly_texts_max', u.tenant_id))
    from public.users u where u.id = any (open_days.people)
    on conflict on constraint user_message_budget_user_id_date_key do nothing;
end
$$;
comment on function private.open_days(uuid[], timestamptz) is
  'The day row of each of these people, with the limits of that day. People locked.';

create function private.slots_used(user_id uuid, since timestamptz)
returns timestamptz[]
language plpgsql stable security invoker set search_path = '' as $$
begin
  return array(
    select s from public.user_message_budget b, unnest(b.slots_at) s
    -- Two days of anybody's, whatever zone they were in.
    where b.user_id = slots_used.user_id and b.date >= (slots_used.since - interval '2 days')::date
      and s > slots_used.since
    order by s);
end
$$;
comment on function private.slots_used(uuid, timestamptz) is
  'When the proactive texts since then began to leave. By their times and not by their days'' '
  'rows, so that who changes their zone gains no second day.';

create function private.clocks(people uuid[], at timestamptz)
returns table (user_id uuid, today date, began timestamptz, ends timestamptz,
  quiet_until timestamptz)
language plpgsql stable security invoker set search_path = '' as $$
begin
  -- Asked once for all who share a zone, and tenant and hours: of a thousand people, a few dozen.
  return query
  with placed as materialized (
    select u, u.id, u.tenant_id, private.zones_of(u) as zones,
      array[u.quiet_hours_start, u.quiet_hours_end] as hours
    from public.users u where u.id = any (clocks.people)
  ),
  days as materialized (
    select a.zones, private.local_day(a.u, clocks.at) as today, d.began,
      private.day_began(a.u, d.began + interval '30 hours') as ends
    from (select distinct on (p.zones) p.zones, p.u from placed p) a
    cross join lateral (select private.day_began(a.u, clocks.at) as began) d
  ),
  known as materialized (
    select p.*, d.today, d.began, d.ends, coalesce(b.quiet_hours_enabled, true) as own
    from placed p
    join days d on d.zones = p.zones
    left join public.user_message_budget b on b.user_id = p.id and b.date = d.today
  ),
  nights as materialized (
    select a.tenant_id, a.zones, a.hours, a.own, coalesce(
      private.quiet_until(a.u, clocks.at, a.own),
      case when soon.starts <= clocks.at + make_interval(secs =>
          private.setting('quiet_lead_seconds', a.tenant_id)::integer)
        then private.quiet_until(a.u, soon.starts, a.own) end) as until
    from (select distinct on (k.tenant_id, k.zones, k.hours, k.own) k.* from known k) a
    cross join lateral (select private.quiet_from(a.u, clocks.at, a.own) as starts) soon
  )
  select k.id, k.today, k.began, k.ends, n.until
  from known k
  join nights n on n.tenant_id = k.tenant_id and n.zones = k.zones and n.hours = k.hours
    and n.own = k.own;
end
$$;
comment on function private.clocks(uuid[], timestamptz) is
  'What day it is for each of these people, when it began and ends, and until when they are left '
  'in peace, if they are now or soon.';

create function private.standing(people uuid[], at timestamptz)
returns table (user_id uuid, tenant_id uuid, refused text, held text, held_until timestamptz,
  quiet_until timestamptz, hour_left integer, hour_free_at timestamptz, day_left integer,
  day_ends_at timestamptz)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  with rules as materialized (
    -- Asked once a tenant, not once a person.
    select t.id, t.paused_at is not null as paused,
      private.setting('daily_texts_max', t.id)::integer as daily,
      private.setting('hourly_texts_max', t.id)::integer as hourly,
      make_interval(mins => private.setting('after_their_text_minutes', t.id)::integer) as peace
    from public.tenants t
    where t.id in (select u.tenant_id from public.users u where u.id = any (standing.people))
  )
  select u.id, u.tenant_id, private.refused_to(u), h.reason, h.until, c.quiet_until,
    coalesce(b.hourly_limit, u.hourly_limit, r.hourly) - s.in_hour - f.in_flight, s.hour_free_at,
    coalesce(b.daily_limit, u.daily_limit, r.daily) - s.in_day - f.in_flight, c.ends
  from private.clocks(standing.people, standing.at) c
  join public.users u on u.id = c.user_id
  join rules r on r.id = u.tenant_id
  left join public.user_message_budget b on b.user_id = u.id and b.date = c.today
  cross join lateral (
    select count(*) filter (where t > standing.at - interval '1 hour')::integer as in_hour,
      count(*) filter (where t >= c.began)::integer as in_day,
      min(t) filter (where t > standing.at - interval '1 hour') + interval '1 hour' as hour_free_at
    from unnest(private.slots_used(u.id,
      least(c.began, standing.at - interval '1 hour') - interval '1 millisecond')) t) s
  cross join lateral (
    -- Approved, and not on its way yet: its place is taken.
    select count(*)::integer as in_flight from public.message_queue q
    where q.tenant_id = u.tenant_id and q.user_id = u.id and q.status = 'approved'
      and q.slot_at is null and q.priority <> 'urgent') f
  cross join lateral private.hold_of(u, r.paused, c.quiet_until, b.not_before, r.peace, at) h;
end
$$;
comment on function private.standing(uuid[], timestamptz) is
  'What holds for each of these people now: why they are sent nothing at all, why nothing yet and '
  'until when, and how many places are left in their hour and day. hour_free_at, day_ends_at: when '
  'there are more.';

create function private.refused_to(person public.users) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case
    when person.opted_out_at is not null then 'opted_out'
    when person.blocked_at is not null then 'blocked'
    when not person.is_active then 'inactive'
    when person.phone_number is null then 'no_number'
    when not exists (select from public.consent_events c
      where c.tenant_id = person.tenant_id and c.user_id = person.id) then 'no_consent'
  end;
end
$$;
comment on function private.refused_to(public.users) is
  'Why somebody is sent nothing that they did not ask for, or null.';

create function private.hold_of(
  person public.users, paused boolean, quiet_until timestamptz, not_before timestamptz,
  peace interval, at timestamptz
) returns table (reason text, until timestamptz)
language plpgsql stable security invoker set search_path = '' as $$
begin
  -- Looked at again within a day, whatever was said.
  return query
  select h.reason, least(h.until, at + interval '1 day') from (values
    (1, 'paused', case when hold_of.paused then at + interval '1 minute' end),
    (2, 'unreachable', case when person.unreachable_until > at then person.unreachable_until end),
    (3, 'muted', case when person.muted_until > at then person.muted_until end),
    (4, 'crisis', case when private.is_in_crisis(person) then at + interval '1 hour' end),
    (5, 'taken_over', case when exists (select from public.conversations c
        where c.tenant_id = person.tenant_id and c.user_id = person.id
          and c.channel = 'sms' and c.status = 'paused') then at + interval '5 minutes' end),
    (6, 'quiet_hours', hold_of.quiet_until),
    -- What is queued in the morning does not overtake what the night has held.
    (7, 'morning', case when hold_of.not_before > at then hold_of.not_before end),
    (8, 'person_writes', case when person.last_active_at > at - hold_of.peace
      then person.last_active_at + hold_of.peace end)) h (rank, reason, until)
  where h.until is not null
  order by h.rank limit 1;
  if not found then
    return query select null::text, null::timestamptz;
  end if;
end
$$;
comment on function private.hold_of(
  public.users, boolean, timestamptz, timestamptz, interval, timestamptz) is
  'What holds up everything proactive to somebody now, and until when; nulls: nothing does.';

create function private.judge(people uuid[], at timestamptz)
returns table (id uuid, user_id uuid, word text, until timestamptz, newer_id uuid)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  with standing as materialized (select * from private.standing(judge.people, judge.at)),
  facts as (
    select q.id, q.user_id, s, q.priority, q.scheduled_for, q.arrival, newer.id as newer_id,
      case
        when q.expires_at <= judge.at then 'expired'
        when newer.id is not null then 'newer_on_subject'
        when s.refused is not null then s.refused
        when before.broken then 'sequence_broken'
        when q.sequence_paused_at is not null and q.sequence_paused_at <= judge.at
          - make_interval(hours => private.setting('sequence_pause_hours', q.tenant_id)::integer)
          then 'sequence_left'
        when q.look_at > judge.at then 'not_yet'
        when q.priority = 'urgent' then 'urgent'
        when q.sequence_paused_at is not null then 'sequence_paused'
        when not before.through then 'sequence_position'
        else coalesce(s.held, 'may_go')
      end as verdict
    from public.message_queue q
    join standing s on s.user_id = q.user_id
    left join lateral (
      select n.id from public.message_queue n
      where n.user_id = q.user_id and n.subject = q.subject and n.arrival > q.arrival
        and (q.sequence_id is null or n.sequence_id is distinct from q.sequence_id)
        and n.status in ('queued', 'approved', 'sent')
      order by n.arrival desc limit 1) newer on q.subject is not null
    left join lateral (
      select coalesce(bool_or(p.status in ('cancelled', 'expired', 'failed', 'superseded')), false)
          as broken,
        count(*) filter (where p.status = 'sent') = q.sequence_position - 1 as through
      from public.message_queue p
      where p.sequence_id = q.sequence_id and p.sequence_position < q.sequence_position) before
      on q.sequence_id is not null
    where q.tenant_id = s.tenant_id and q.user_id = s.user_id and q.status = 'queued'
  ),
  ranked as (
    select f.*, row_number() over (partition by f.user_id, f.verdict
      order by array_position(array['urgent', 'high', 'medium', 'low'], f.priority),
        f.scheduled_for, f.arrival) as nth
    from facts f where f.verdict <> 'not_yet'
  )
  select r.id, r.user_id, w.word,
    case
      when w.word = (r.s).held then (r.s).held_until
      when w.word in ('sequence_position', 'sequence_paused') then judge.at + interval '1 hour'
      when w.word = 'daily_limit' then (r.s).day_ends_at
      when w.word = 'hourly_limit'
        then coalesce((r.s).hour_free_at, judge.at + interval '1 hour')
    end,
    r.newer_id
  from ranked r
  cross join lateral (select case
      when r.verdict <> 'may_go' then r.verdict
      when r.nth > (r.s).day_left then 'daily_limit'
      when r.nth > (r.s).hour_left then 'hourly_limit'
      else 'go' end as word) w;
end
$$;
comment on function private.judge(uuid[], timestamptz) is
  'What is to become of each text that waits for one of these people: go, urgent, or one of '
  'private.outreach_reasons and, when it is only held, until when. People locked, in a statement '
  'before: this one''s snapshot sees what the last one to decide has left.';

create function private.space_mornings(people uuid[], opens timestamptz[], at timestamptz)
returns void
language plpgsql security invoker set search_path = '' as $$
begin
  -- In key order, as whoever else spaces a morning takes them.
  with newcomers as (
    select u.id, u.tenant_id, u.daily_limit, u.hourly_limit, o.opens_at, d.day,
      row_number() over (partition by u.tenant_id, o.opens_at order by u.id) as nth
    from unnest(space_mornings.people, space_mornings.opens) o (user_id, opens_at)
    join public.users u on u.id = o.user_id
    cross join lateral (select private.local_day(u, o.opens_at) as day offset 0) d
    left join public.user_message_budget b on b.user_id = u.id and b.date = d.day
    -- One of an earlier rest of the same day is over.
    where (b.not_before is null or b.not_before < o.opens_at) and o.opens_at < 'infinity'
  ),
  rules as materialized (
    select t.tenant_id, private.setting('daily_texts_max', t.tenant_id)::integer as daily,
      private.setting('hourly_texts_max', t.tenant_id)::integer as hourly,
      private.setting('spread_minutes', t.tenant_id)::integer as minutes
    from (select distinct n.tenant_id from newcomers n) t
  ),
  counted as (
    insert into private.mornings as m (tenant_id, opens_at, people_count)
      select n.tenant_id, n.opens_at, count(*) from newcomers n group by 1, 2 order by 1, 2
      on conflict on constraint mornings_pkey
        do update set people_count = m.people_count + excluded.people_count
      returning m.tenant_id, m.opens_at, m.people_count
  )
  insert into public.user_message_budget as b
      (tenant_id, user_id, date, daily_limit, hourly_limit, not_before)
    select n.tenant_id, n.id, n.day, coalesce(n.daily_limit, r.daily),
      coalesce(n.hourly_limit, r.hourly),
      n.opens_at + private.spread_of(
        (c.people_count - count(*) over (partition by n.tenant_id, n.opens_at) + n.nth - 1)
          ::integer, r.minutes)
    from newcomers n join rules r on r.tenant_id = n.tenant_id
    join counted c on c.tenant_id = n.tenant_id and c.opens_at = n.opens_at
    on conflict on constraint user_message_budget_user_id_date_key
      do update set not_before = excluded.not_before;
end
$$;
comment on function private.space_mornings(uuid[], timestamptz[], timestamptz) is
  'Gives each of these people, whose quiet hours end then, a moment of their own in the time after '
  'it. Who has one of that rest keeps it. People locked.';

create function private.decide(people uuid[], at timestamptz)
returns table (approved bigint, held bigint, ended bigint)
language plpgsql security invoker set search_path = '' as $$
declare
  texts uuid[];
  persons uuid[];
  words text[];
  untils timestamptz[];
  newer uuid[];
  sleepers uuid[];
  mornings timestamptz[];
begin
  -- What was approved for a number that is paused since takes nobody's place meanwhile.
  perform private.put_back(q, 'paused', decide.at + interval '5 minutes')
    from public.message_queue q
    join public.senders s on s.id = q.sender_id and s.paused_at is not null
    where q.user_id = any (decide.people) and q.status = 'approved' and q.slot_at is null
      and q.delivered_message_id is null;
  select array_agg(j.id), array_agg(j.user_id), array_agg(j.word), array_agg(j.until),
      array_agg(j.newer_id)
    into texts, persons, words, untils, newer
    from private.judge(decide.people, decide.at) j;
  select array_agg(v.user_id), array_agg(v.until) into sleepers, mornings
    from (select distinct v.user_id, v.until
      from unnest(persons, words, untils) v (user_id, word, until)
      where v.word = 'quiet_hours') v;
  if sleepers is not null then
    perform private.space_mornings(sleepers, mornings, decide.at);
  end if;
  return query
  with decided as (
    update public.message_queue q set
      status = case
        when v.word in ('go', 'urgent') then 'approved'
        when v.word = 'expired' then 'expired'
        when v.word = 'newer_on_subject' then 'superseded'
        when r.ends then 'cancelled' else 'queued' end,
      status_reason = case when v.word in ('go', 'urgent') then 'sender_busy' else v.word end,
      superseded_reason = case v.word when 'newer_on_subject' then v.word end,
      superseded_by_message_id = v.newer_id,
      approved_at = case when v.word in ('go', 'urgent') then decide.at end,
      -- What its time ends before that ends then.
      look_at = least(q.expires_at, case v.word
        when 'quiet_hours' then coalesce(m.not_before, v.until)
        else coalesce(v.until, q.look_at) end)
    from unnest(texts, persons, words, untils, newer) v (id, user_id, word, until, newer_id)
    left join private.outreach_reasons r on r.reason = v.word
    left join lateral (
      select max(b.not_before) as not_before from public.user_message_budget b
      where v.word = 'quiet_hours' and b.user_id = v.user_id and b.not_before >= v.until
        -- A day that is the morning's somewhere on earth: the others are not read.
        and b.date >= (v.until - interval '2 days')::date) m on true
    where q.id = v.id and q.status = 'queued'
    returning q.status
  )
  select count(*) filter (where d.status = 'approved'), count(*) filter (where d.status = 'queued'),
    count(*) filter (where d.status not in ('approved', 'queued')) from decided d;
end
$$;
comment on function private.decide(uuid[], timestamptz) is
  'Decides all that waits for these people, and how many texts were approved, held and ended. '
  'People locked.';
