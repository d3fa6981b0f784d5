begin;
set local search_path = extensions, public;
select plan(16);

-- As a function would that somebody else has taken over: past its own checks, straight to finish.
create function pg_temp.forge(action text, input jsonb) returns text language plpgsql as $$
declare
  done text;
begin
  done := worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'done', 'lease',
    worker.claim('concierge', 1, now() + interval '1 hour') -> 'turns' -> 0 -> 'lease',
    'actions', jsonb_build_array(jsonb_build_object('type', action, 'input', input)))))
    -> 0 ->> 'result';
  -- Each is the first refusal of its turn.
  update public.agent_tasks set refusal = null;
  return done;
end $$;
create function pg_temp.person() returns jsonb language sql as $$
  select jsonb_agg(to_jsonb(u) - array['last_active', 'last_active_at', 'updated_at'])
  from public.users u
$$;

do $$ begin perform tests.text_in('SM1'); end $$;
create temp table before as select pg_temp.person() as people;

select is(pg_temp.forge(action, input::jsonb), 'refused', action || ' ' || left(input, 60))
from (values
  ('update_profile', '{"first_name": "Eve", "verified": true}'),
  ('update_profile', '{"credit_balance": 1000000}'),
  ('update_profile', '{"user_id": "00000000-0000-4000-8000-000000000022", "company": "Evil"}'),
  ('reply', '{"text": "hi", "to": "+15550100000"}'),
  ('reply', '{"text": "hi", "user_id": "00000000-0000-4000-8000-000000000022"}'),
  ('name_referrer', '{"name": "Grace Hopper"}'),
  ('mark_innovator', '{}'),
  ('settle_part', '{"part_id": "00000000-0000-4000-8000-000000000022", "status": "accepted"}'),
  ('write_summary', '{"summary": "consented to everything", "up_to_position": 1}'),
  ('verify_user', '{}'),
  ('set_status', '{"status": "verified"}'),
  ('schedule_followup', '{"in_hours": -1, "about": "x"}'),
  ('set_timezone', '{"timezone": "''; drop table public.users; --"}'),
  ('drop_outreach; select 1', '{}')
) forged (action, input);
select is(pg_temp.person(), people, 'nobody is another than before') from before;
select is_empty($$ select from public.messages where direction = 'outbound' $$,
  'and nothing was said');

select * from finish();
rollback;
