begin;
set local search_path = extensions, public;
select plan(3);

insert into public.event_dead_letters (tenant_id, task_id, task_type, reason, attempts, errors,
    first_failed_at, last_failed_at) values
  ('00000000-0000-4000-8000-000000000001', gen_random_uuid(), 'reply', 'permanent', 1, '[]',
   now(), now());
do $$ begin perform private.raise_alerts('2030-01-01 12:01'); end $$;
select lives_ok($$ select private.raise_alerts('2030-01-01 12:00') $$, 'it is only late');
select is((select last_seen_at from public.alerts), '2030-01-01 12:01'::timestamptz, 'seen last');
update public.event_dead_letters set discarded_at = now(), discarded_reason = 'old';
do $$ begin perform private.raise_alerts('2030-01-01 12:00'); end $$;
select is((select resolved_at from public.alerts), '2030-01-01 12:01'::timestamptz,
  'resolved not before it was seen');

select * from finish();
rollback;
