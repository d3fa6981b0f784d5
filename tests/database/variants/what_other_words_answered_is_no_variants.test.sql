begin;
set local search_path = extensions, public;
select plan(3);

-- Grace's variant asks for words that are not deployed for two texts of hers; then they are.
insert into public.agent_instances (agent_type, model, prompt_version, user_id, tenant_id)
  select 'bouncer', 'claude-haiku-5-5', 'short', u.id, u.tenant_id from public.users u
  where u.id = '00000000-0000-4000-8000-000000000021';
do $$ begin
  perform tests.call_model(more => jsonb_build_object(
    'prompt_hash', repeat('a', 64), 'prompt_version', 'default'));
  perform tests.call_model(more => jsonb_build_object(
    'prompt_hash', repeat('a', 64), 'prompt_version', 'default'));
  perform tests.call_model(more => jsonb_build_object(
    'prompt_hash', repeat('b', 64), 'prompt_version', 'short'));
end $$;
update public.agent_actions_log l set agent_type = 'bouncer', task_id = gen_random_uuid(),
  agent_instance_id = (select i.id from public.agent_instances i where i.prompt_version = 'short');

select results_eq($$ select prompt_version, count(*) from public.agent_actions_log group by 1
  order by 1 $$, $$ values ('default', 2::bigint), ('short', 1) $$,
  'the log has the words that answered');
select results_eq($$ select prompt_version, turns, calls from worker.agent_instance_report('bouncer',
  until => now() + interval '1 day') $$, $$ values ('short', 1::bigint, 1::bigint) $$,
  'the report counts what a variant''s own words answered');

update public.agent_instances set prompt_version = null where prompt_version = 'short';
select results_eq($$ select prompt_version, calls from worker.agent_instance_report('bouncer',
  until => now() + interval '1 day') $$, $$ values (null::text, 2::bigint) $$,
  'the default''s are those of who asks for none');

select * from finish();
rollback;
