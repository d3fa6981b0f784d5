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
    (4, 'taken_over', case when exists (select from public.conversations c
        where c.tenant_id = person.tenant_id and c.user_id = person.id
          and c.channel = 'sms' and c.status = 'paused') then at + interval '5 minutes' end),
    (5, 'quiet_hours', hold_of.quiet_until),
    -- What is queued in the morning does not overtake what the night has held.
    (6, 'morning', case when hold_of.not_before > at then hold_of.not_before end),
    (7, 'person_writes', case when person.last_active_at > at - hold_of.peace
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

create function private.people_to_decide(people_max integer, at timestamptz) returns uuid[]
language plpgsql security invoker set search_path = '' as $$
declare
  each_max integer := greatest(100, people_to_decide.people_max / 10);
  wanted uuid[];
  most bigint;
begin
  -- Of each tenant few, and only if they were not enough more: of the many that wait for all
  -- tenants together most would be read in vain.
  loop
    select array_agg(p.user_id), max(p.most) into wanted, most from (
      select due.user_id, max(due.nth) as most from public.tenants t
      cross join lateral (
        select d.user_id, row_number() over (order by d.look_at) as nth from (
          select q.user_id, q.look_at from public.message_queue q
          where q.tenant_id = t.id and q.status = 'queued' and q.look_at <= people_to_decide.at
          order by q.look_at limit each_max) d) due
      -- The tenants in turn: who has most waiting does not go first.
      group by due.user_id order by min(due.nth) limit people_to_decide.people_max) p;
    exit when cardinality(wanted) = people_to_decide.people_max or most is null
      or most < each_max or each_max >= people_to_decide.people_max * 10;
    each_max := each_max * 10;
  end loop;
  return array(select u.id from public.users u where u.id = any (wanted)
    -- Whoever is locked is busy: their next turn comes in seconds.
    order by u.id for no key update skip locked);
end
$$;
comment on function private.people_to_decide(integer, timestamptz) is
  'Locks people for whom something is due, and never waits for one.';

create function private.choose_sender(tenant_id uuid, at timestamptz, nth bigint) returns uuid
language plpgsql stable security invoker set search_path = '' as $$
declare
  -- Of several numbers, as in a messaging service's pool, the one with least to do; it stays that
  -- person's.
  numbers uuid[] := array(
    select s.id from public.senders s left join private.sender_pace p on p.sender_id = s.id
    where s.tenant_id = choose_sender.tenant_id
      and (s.paused_at is null or not exists (select from public.senders o
        where o.tenant_id = s.tenant_id and o.paused_at is null))
    order by greatest(p.let_go_until, choose_sender.at), s.created_at, s.id);
begin
  -- Of several people, who all see the same, each has the next.
  return numbers[1 + choose_sender.nth % greatest(1, cardinality(numbers))];
end
$$;
comment on function private.choose_sender(uuid, timestamptz, bigint) is
  'The number from which somebody is texted who never texted one of ours, the nth of those who are '
  'decided at once, counted from zero; null: there is none.';

create function private.find_ways(people uuid[], at timestamptz) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  insert into public.conversations (tenant_id, user_id, phone_number, sender_id)
    select n.tenant_id, n.user_id, n.phone_number, s.id
    from (
      select u.tenant_id, u.id as user_id, u.phone_number,
        row_number() over (partition by u.tenant_id order by u.id) - 1 as nth
      from public.users u
      where u.id = any (find_ways.people)
        and exists (select from public.message_queue q where q.tenant_id = u.tenant_id
          and q.user_id = u.id and q.status = 'approved' and q.sender_id is null)
        and not exists (select from public.conversations c where c.tenant_id = u.tenant_id
          and c.user_id = u.id and c.channel = 'sms'
          and c.status in ('active', 'paused', 'archived'))) n
    cross join lateral (
      select private.choose_sender(n.tenant_id, find_ways.at, n.nth) as id) s
    where s.id is not null;
  update public.message_queue q set
    sender_id = case when not way.paused then way.sender_id end,
    conversation_context_id = way.id,
    status = case when way.id is null or way.paused then 'queued' else q.status end,
    status_reason = case when way.id is null then 'no_sender' when way.paused then 'paused'
      else q.status_reason end,
    look_at = case when way.id is null then find_ways.at + interval '1 hour'
      when way.paused then find_ways.at + interval '5 minutes' else q.look_at end
  from public.message_queue w
  left join lateral (
    select c.id, c.sender_id, s.paused_at is not null as paused
    from public.conversations c join public.senders s on s.id = c.sender_id
    where c.tenant_id = w.tenant_id and c.user_id = w.user_id and c.channel = 'sms'
      and c.status in ('active', 'paused', 'archived')
    -- Where it belongs, else where they last talked.
    order by c.id = w.conversation_context_id desc nulls last, c.last_message_at desc nulls last
    limit 1) way on true
  where q.id = w.id and w.user_id = any (find_ways.people) and w.status = 'approved'
    and w.sender_id is null;
end
$$;
comment on function private.find_ways(uuid[], timestamptz) is
  'The thread, and with it the number, from which each approved text of these people leaves. '
  'People locked.';

create function private.releasable(at timestamptz)
returns table (id uuid, user_id uuid, sender_id uuid, seconds numeric, nth bigint)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select w.id, w.user_id, s.id, w.seconds, w.nth
  from public.senders s
  join public.tenants t on t.id = s.tenant_id and t.paused_at is null
  left join private.sender_pace p on p.sender_id = s.id
  cross join lateral (
    select private.setting('release_seconds')
      - extract(epoch from greatest(p.let_go_until, releasable.at) - releasable.at) as seconds) room
  cross join lateral (
    select q.id, q.user_id, q.priority, q.seconds, row_number() over important as nth,
      sum(q.seconds) over important - q.seconds as before
    from (
      select q.*, array_position(array['urgent', 'high', 'medium', 'low'], q.priority) as rank,
        -- Segments are counted when it is sent; this is near enough to share a number out.
        (1 + coalesce(length(q.final_message), 0) / 153) / s.segments_per_second as seconds
      from public.message_queue q
      where q.sender_id = s.id and q.status = 'approved' and q.delivered_message_id is null
        and q.slot_at is null and q.status_reason is distinct from 'being_composed'
      order by rank, q.scheduled_for limit 1000) q
    window important as (order by q.rank, q.scheduled_for, q.arrival)) w
  where s.paused_at is null and (w.before < coalesce(room.seconds, 0) or w.priority = 'urgent')
  -- The numbers in turn.
  order by w.nth limit 1000;
end
$$;
comment on function private.releasable(timestamptz) is
  'The approved texts that their numbers can hand on in the next release_seconds, the urgent and '
  'then the important first.';

create function private.let_go(at timestamptz) returns bigint
language plpgsql security invoker set search_path = '' as $$
declare
  wanted uuid[] := array(select distinct r.user_id from private.releasable(let_go.at) r);
  people uuid[] := array(select u.id from public.users u where u.id = any (wanted)
    order by u.id for no key update skip locked);
  gone bigint;
begin
  -- Their threads in one order: a text numbers itself under its thread's lock.
  perform 1 from public.conversations c where c.id in (
      select q.conversation_context_id from public.message_queue q
      where q.user_id = any (people) and q.status = 'approved' and q.delivered_message_id is null)
    order by c.id for no key update;
  with ready as materialized (
    select r.* from private.releasable(let_go.at) r where r.user_id = any (people)
  ),
  gone as materialized (
    select r.sender_id, r.seconds, private.let_text_go(r.q, let_go.at) from (
      select r.*, f.q from ready r
      -- Each by its key alone, as no other index is asked for; in the order in which they leave.
      cross join lateral (select q from public.message_queue q where q.id = r.id offset 0) f
      where (f.q).status = 'approved' and (f.q).delivered_message_id is null
      order by r.nth, r.id offset 0) r
  ),
  paced as (
    insert into private.sender_pace as p (sender_id, let_go_until)
      select g.sender_id, let_go.at + make_interval(secs => sum(g.seconds)::double precision)
      from gone g group by 1 order by 1
      on conflict on constraint sender_pace_pkey do update set
        let_go_until = greatest(p.let_go_until, let_go.at) + (excluded.let_go_until - let_go.at)
  )
  select count(*) into gone from gone;
  return gone;
end
$$;
comment on function private.let_go(timestamptz) is
  'Puts approved texts on their way; how many. What is to be composed goes to the person''s agent.';

create function private.say(text public.message_queue, words text) returns uuid
language plpgsql security invoker set search_path = '' as $$
declare
  said uuid;
begin
  insert into public.messages
      (conversation_id, role, direction, content, status, purpose, trace_id)
    select text.conversation_context_id, private.agent_of(u), 'outbound', say.words, 'pending',
      case text.priority when 'urgent' then 'urgent' else 'proactive' end, text.trace_id
    from public.users u where u.id = text.user_id
    returning id into said;
  update public.message_queue q set
    delivered_message_id = said, status_reason = null, final_message = say.words,
    -- Words that an agent found are found anew, if they have to wait.
    requires_fresh_context = q.requires_fresh_context or q.final_message is null
  where q.id = text.id;
  return said;
end
$$;
comment on function private.say(public.message_queue, text) is
  'An approved text becomes a message. Its person locked.';

create function private.let_text_go(text public.message_queue, at timestamptz) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  if text.conversation_context_id is null then
    -- Its thread was deleted: it finds another, or none.
    perform private.put_back(text, 'no_sender', at);
    return;
  elsif text.priority = 'urgent' then
    insert into public.events
      (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id, created_by)
    values (text.tenant_id, 'outreach.rules_bypassed', text.id, 'queue_message',
      jsonb_build_object('queue_message_id', text.id, 'user_id', text.user_id, 'rules',
        (select array_remove(array[s.held, case when s.hour_left <= 0 then 'hourly_limit' end,
          case when s.day_left <= 0 then 'daily_limit' end], null)
          from private.standing(array[text.user_id], at) s)),
      text.trace_id, text.agent_id);
  end if;
  if text.final_message ~ '\S' and not text.requires_fresh_context then
    perform private.say(text, text.final_message);
    return;
  end if;
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, user_id, context_id, context_type, scheduled_for, priority,
     max_retries, context_json, created_by, dedupe_key, trace_id)
  select text.tenant_id, k.task_type, k.agent_type, text.user_id, text.id, 'queue_message', at,
    k.priority, k.max_retries, jsonb_build_object('queue_message_id', text.id,
      'conversation_id', text.conversation_context_id), text.agent_id, text.id, text.trace_id
  from private.task_types k where k.task_type = 'compose_outreach';
  update public.message_queue q set status_reason = 'being_composed' where q.id = text.id;
end
$$;
comment on function private.let_text_go(public.message_queue, timestamptz) is
  'Puts one approved text on its way, or has it put into words first. An urgent one says which '
  'rules did not hold it up. Its person locked.';

create function worker.process_outbound_messages(at timestamptz default now()) returns jsonb
language plpgsql security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
declare
  people uuid[];
  decided record;
  gone bigint;
begin
  -- Locked in a statement of its own; what follows reads a new snapshot. In one statement, 17 of
  -- 200 people were sent more than their limit.
  people := private.people_to_decide(private.setting('decide_people_max')::integer, at);
  perform private.stop_point('decide.locked');
  select * into decided from private.decide(people, at);
  if decided.approved > 0 then
    perform private.find_ways(people, at);
  end if;
  gone := private.let_go(at);
  perform private.stop_point('decide.let_go');
  return jsonb_build_object('people', cardinality(people), 'approved', decided.approved,
    'held', decided.held, 'ended', decided.ended, 'let_go', gone);
end
$$;
comment on function worker.process_outbound_messages(timestamptz) is
  'The orchestrator: decides what waits for up to decide_people_max people, and lets go what was '
  'approved. {people, approved, held, ended, let_go}; more may be due while people is not 0.';
