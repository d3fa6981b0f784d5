begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.a_page();
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'opt_out', 'operator' from public.users
    where id = '00000000-0000-4000-8000-000000000031';
end $$;
create temp table opened as select tests.write(1) as answer;

select is(tests.say(answer #> '{turn,lease}', 'Answer 1'), 'finished', 'the turn ends') from opened;
select results_eq('select content, unanswered_reason from tests.page',
  $$ values ('Message 1', null), ('Answer 1', null) $$, 'with its answer');
select is_empty($$ select * from public.agent_tasks where task_type = 'send_sms' $$,
  'and no carrier hears of it');

select * from finish();
rollback;
