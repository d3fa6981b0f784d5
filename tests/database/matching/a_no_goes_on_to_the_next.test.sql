begin;
set local search_path = extensions, public;
select plan(5);

select tests.innovator();
select tests.colleague(1);
create temp table whom as select tests.prospect() as id;
create temp view asked as select u.last_name from public.intro_opportunities i
  join public.users u on u.id = i.connector_user_id where i.status = 'open';

select tests.offer_for(id) from whom;
select results_eq('table asked', array['Hopper'], 'one is asked');
select is(tests.offer_for(id), 'not_due', 'and nobody beside her') from whom;
update public.intro_opportunities set status = 'declined';
select is(count(*), 1::bigint, 'at her no a turn is due') from public.agent_tasks
  where task_type = 'match_intro_opportunities';
select tests.offer_for(id) from whom;
select results_eq('table asked', array['No1'], 'which asks the next');
update public.intro_opportunities set status = 'expired' where status = 'open';
select is(tests.offer_for(id), 'nobody', 'and nobody is asked twice') from whom;

select * from finish();
rollback;
