begin;
set local search_path = extensions, public;
select plan(8);

select tests.offers_a_solution();
create function pg_temp.describe(input jsonb) returns text language plpgsql as $$
begin
  perform private.apply_action(
      jsonb_populate_record(null::private.leases, '{"function_name": "innovator"}'),
      jsonb_populate_record(null::public.agent_tasks,
        jsonb_build_object('trace_id', gen_random_uuid())), u,
      jsonb_build_object('type', 'describe_solution', 'input', input))
    from public.users u where u.id = '00000000-0000-4000-8000-000000000021';
  return 'done';
exception when sqlstate 'YP001' then
  return sqlerrm;
end
$$;
select is(pg_temp.describe('{"solution_description": "Dry boats"}'), 'done', 'their own company');
select is(pg_temp.describe('{"company_name": "Dry Boats", "categories": [" Boats", "HULLS", "boats"],
  "active": false}'), 'done', 'another, with kinds');
select results_eq('select company_name, solution_description, categories, active
    from public.innovators where user_id = ''00000000-0000-4000-8000-000000000021''',
  $$ values ('Dry Boats', 'Dry boats', '{boats,hulls}'::text[], false) $$, 'one profile');
select matches(pg_temp.describe('{"video_url": "http://a.example/v"}'), 'not an https', 'no http');
select is(pg_temp.describe('{"video_url": "https://a.example/v"}'), 'done', 'https');
select matches(pg_temp.describe('{"categories": []}'), '1 to 10', 'no kinds');
select matches(pg_temp.describe('{"bounty": 1}'), 'no field', 'and no other field');
select results_eq($$ select event_type, count(*) from public.events
    where event_type ~ '^innovator' group by 1 $$,
  $$ values ('innovator.profile_changed', 3::bigint) $$, 'each change is told');

select * from finish();
rollback;
