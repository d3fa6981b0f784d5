begin;
set local search_path = extensions, public;
select plan(2);

select tests.innovator();
select tests.colleague(1);
insert into public.innovators (id, tenant_id, user_id, company_name)
  select 'c3000000-0000-4000-8000-000000000002', tenant_id, id, 'Wet Boats' from public.users
  where last_name = 'No1';
insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
    reference_id, idempotency_key, processed)
  select tenant_id, user_id, 'purchase', 50, 'innovator', id, 'bought 2', true
  from public.innovators where company_name = 'Wet Boats';
select tests.prospect();
insert into public.prospects (tenant_id, innovator_id, last_name, match_at)
  select tenant_id, id, 'Shem', now() - interval '1 day' from public.innovators
  where company_name = 'Wet Boats';
update private.settings set value = 1, least = 1 where name = 'match_innovators';

select is(worker.queue_matchings(), 1, 'of more than one run takes');
select results_eq($$ select context_id from public.agent_tasks
  where task_type = 'match_intro_opportunities' $$,
  array['c3000000-0000-4000-8000-000000000002'::uuid], 'it is theirs who wait longest');

select * from finish();
rollback;
