begin;
set local search_path = extensions, public;
select plan(12);

create function pg_temp.check_it(input jsonb) returns text language sql as $$
  select private.check_action(u, 'concierge', 'schedule_followup', input) from public.users u
$$;

select is(pg_temp.check_it(input::jsonb) is null, allowed, input)
from (values
  ('{"in_hours": 1, "about": "the marina"}', true),
  ('{"in_hours": 720, "about": "the marina"}', true),
  ('{"in_hours": 0, "about": "the marina"}', false),
  ('{"in_hours": 721, "about": "the marina"}', false),
  ('{"in_hours": 1.5, "about": "the marina"}', false),
  ('{"in_hours": "24", "about": "the marina"}', false),
  ('{"in_hours": 24}', false),
  ('{"about": "the marina"}', false),
  ('{"in_hours": 24, "about": "one\ntwo"}', false),
  ('{"in_hours": 24, "about": "the marina", "user_id": "another"}', false)
) t (input, allowed);

create function pg_temp.add(follow_ups integer) returns void language sql as $$
  insert into public.agent_tasks (tenant_id, user_id, task_type, scheduled_for, context_json)
    select tenant_id, id, 'schedule_followup', now(), '{}'
    from public.users, generate_series(1, follow_ups)
$$;
do $$ begin perform pg_temp.add(4); end $$;
select is(pg_temp.check_it('{"in_hours": 24, "about": "x"}'), null, 'a fifth may wait');
do $$ begin perform pg_temp.add(1); end $$;
select is(pg_temp.check_it('{"in_hours": 24, "about": "x"}'), 'five follow-ups wait already',
  'but no sixth');

select * from finish();
rollback;
