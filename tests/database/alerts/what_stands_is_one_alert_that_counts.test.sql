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
  perform pg_temp.dead('reply');
  perform private.raise_alerts('2030-01-01 12:00Z');
  perform pg_temp.dead(kind) from unnest(array['reply', 'reply', 'send_sms']) kind;
end $$;
select results_eq('select * from private.raise_alerts(''2030-01-01 12:01Z'')',
  'values (1::bigint, 0::bigint)', 'only the other subject is new');
select results_eq('table standing', $$ values
  ('dead_letters', 'reply', 3::bigint, '2030-01-01 12:00Z'::timestamptz,
   '2030-01-01 12:01Z'::timestamptz),
  ('dead_letters', 'send_sms', 1, '2030-01-01 12:01Z', '2030-01-01 12:01Z') $$,
  'the first has counted on, and says since when');
select results_eq('select * from private.raise_alerts(''2030-01-01 12:02Z'')',
  'values (0::bigint, 0::bigint)', 'what stands is not raised again');
select throws_ok($$ insert into public.alerts (tenant_id, kind, subject, subject_count)
  values ('00000000-0000-4000-8000-000000000001', 'dead_letters', 'reply', 1) $$, '23505', null,
  'nor by anybody else');

select * from finish();
rollback;
