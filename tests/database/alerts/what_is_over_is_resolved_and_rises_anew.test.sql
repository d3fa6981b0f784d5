begin;
set local search_path = extensions, public;
select plan(4);

create function pg_temp.dead(kind text) returns void language sql as $$
  insert into public.event_dead_letters (tenant_id, task_id, task_type, reason, attempts, errors,
      first_failed_at, last_failed_at)
    values ('00000000-0000-4000-8000-000000000001', gen_random_uuid(), kind, 'permanent', 1, '[]',
      now(), now())
$$;
create temp view standing as
  select kind, subject, subject_count, raised_at, last_seen_at from public.alerts
  where resolved_at is null order by kind, subject;
do $$ begin
  perform pg_temp.dead(kind) from unnest(array['reply', 'send_sms']) kind;
  perform private.raise_alerts('2030-01-01 12:00Z');
  update public.event_dead_letters set discarded_at = now(), discarded_reason = 'seen'
    where task_type = 'reply';
end $$;

select results_eq('select * from private.raise_alerts(''2030-01-01 12:01Z'')',
  'values (0::bigint, 1::bigint)', 'one is over');
select results_eq('select subject from standing', array['send_sms'], 'and the other stands');
do $$ begin
  perform private.raise_alerts('2030-01-01 12:02Z');
  perform pg_temp.dead('reply');
  perform private.raise_alerts('2030-01-01 12:03Z');
end $$;
select results_eq($$ select subject, raised_at from standing where subject = 'reply' $$,
  $$ values ('reply', '2030-01-01 12:03Z'::timestamptz) $$, 'the next is a new one');
select results_eq($$ select raised_at, resolved_at from public.alerts
  where resolved_at is not null $$, $$ values ('2030-01-01 12:00Z'::timestamptz,
  '2030-01-01 12:01Z'::timestamptz) $$, 'and the first stays as it was resolved');

select * from finish();
rollback;
