-- Once a day each member is ranked again, and how they answer is looked at anew.

insert into private.settings (name, value, description) values
  ('pattern_days', 90, 'how somebody answers is told by so many days'),
  ('answered_hours', 48, 'a text of ours is answered by what comes within so long');

create function private.response_pattern(person public.users, at timestamptz) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  since timestamptz := at - make_interval(days => private.setting('pattern_days')::integer);
  patience interval := make_interval(hours => private.setting('answered_hours')::integer);
  habits jsonb;
  hours jsonb;
begin
  with texts as materialized (
    select coalesce(q.message_data ->> 'item_type', 'other') as item_type, q.sent_at,
      answer.created_at as answered_at
    from (
      select * from public.message_queue q
      where q.tenant_id = person.tenant_id and q.user_id = person.id and q.status = 'sent'
        and q.sent_at > since and q.sent_at <= at
      order by q.sent_at desc limit 500) q
    left join lateral (
      select m.created_at from public.messages m
      where m.tenant_id = person.tenant_id and m.user_id = person.id
        and m.direction = 'inbound' and m.created_at > q.sent_at
        and m.created_at <= q.sent_at + patience
      order by m.created_at limit 1) answer on true
  )
  select jsonb_build_object('sent', count(*), 'answered', count(t.answered_at),
      'answer_rate', round(count(t.answered_at)::numeric / nullif(count(*), 0), 2),
      'median_minutes', round((percentile_cont(0.5) within group (
        order by extract(epoch from t.answered_at - t.sent_at) / 60))::numeric),
      'by_item_type', (select coalesce(jsonb_object_agg(k.item_type,
          jsonb_build_object('sent', k.sent, 'answered', k.answered)), '{}')
        from (select i.item_type, count(*) as sent, count(i.answered_at) as answered
          from texts i group by i.item_type) k))
    into habits from texts t;
  select coalesce(jsonb_object_agg(h.hour, h.texts), '{}') into hours from (
    select extract(hour from m.created_at at time zone private.day_zone(person))::integer as hour,
      count(*) as texts
    from (
      select n.created_at from public.messages n
      where n.tenant_id = person.tenant_id and n.user_id = person.id
        and n.direction = 'inbound' and n.created_at > since and n.created_at <= at
      order by n.created_at desc limit 500) m
    group by 1) h;
  return habits || jsonb_build_object('hours', hours);
end
$$;
comment on function private.response_pattern(public.users, timestamptz) is
  'How somebody answers: of the texts that they did not ask for how many, in what time, about '
  'what; and at which hours of their own day they write.';

create function private.wants_ranking(person public.users, at timestamptz) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return person.verified and person.is_active and (
    exists (select from public.user_priorities p where p.tenant_id = person.tenant_id
      and p.user_id = person.id and p.status in ('active', 'presented'))
    or (person.last_active_at > at - make_interval(
        days => private.setting('rank_idle_days')::integer)
      and exists (select from private.priority_candidates(person, at))));
end
$$;
comment on function private.wants_ranking(public.users, timestamptz) is
  'Whether there is anything to rank for somebody who is still about.';

create function private.queue_rankings(at timestamptz default now()) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  looked_up jsonb;
  people uuid[];
  queued integer;
begin
  -- All that takes time is looked up before anybody's row is held.
  select coalesce(jsonb_object_agg(d.id, jsonb_build_object('wants', d.wants, 'pattern', d.pattern)),
      '{}') into looked_up
  from (
    select u.id, private.wants_ranking(u, queue_rankings.at) as wants,
      private.response_pattern(u, queue_rankings.at) as pattern
    from (select r.user_id from private.rankings r where r.due_at <= queue_rankings.at
      order by r.due_at limit private.setting('rank_batch')::integer) due
    join public.users u on u.id = due.user_id) d;
  -- Who is being answered at this moment has their turn in the next run.
  people := array(select u.id from private.rankings r
    join public.users u on u.id = r.user_id
    where r.due_at <= queue_rankings.at
      and r.user_id = any (array(select k::uuid from jsonb_object_keys(looked_up) k))
    order by r.due_at
    for no key update of u, r skip locked);
  update public.users u set response_pattern = looked_up -> u.id::text -> 'pattern'
  where u.id = any (people)
    and u.response_pattern is distinct from looked_up -> u.id::text -> 'pattern';
  update private.rankings r
    set due_at = queue_rankings.at + private.setting('rank_hours') * interval '1 hour'
    where r.user_id = any (people);
  insert into public.agent_tasks (tenant_id, task_type, agent_type, user_id, scheduled_for,
      priority, max_retries, context_json, created_by, dedupe_key)
    select u.tenant_id, k.task_type, k.agent_type, u.id, queue_rankings.at, k.priority,
      k.max_retries, jsonb_build_object('user_id', u.id), 'cron', u.id::text
    from public.users u join private.task_types k on k.task_type = 'rank_priorities'
    where u.id = any (people) and (looked_up -> u.id::text ->> 'wants')::boolean;
  get diagnostics queued = row_count;
  return queued;
end
$$;
comment on function private.queue_rankings(timestamptz) is
  'Ranks again who has not been ranked for a day, one batch a run, and brings their '
  'response_pattern up to date. Each member has a time of the day of their own.';
