begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.coached_person(); end $$;
create temp table said as
  with said as (
    insert into public.messages (conversation_id, role, direction, content, screen)
    values ('c0000000-0000-4000-8000-000000000001', 'user', 'inbound', 'hard words',
      tests.screen('high')) returning *
  )
  select * from said;
select ok(private.note_crisis(m, m.screen), 'fixed words answer it')
  from public.messages m where m.id = (select id from said);
select results_eq($$ select conversation_id::text, status, purpose from public.messages
  where direction = 'outbound' $$,
  $$ values ('c0000000-0000-4000-8000-000000000001', 'delivered', 'crisis') $$,
  'which are there to be read');
select is_empty($$ select from public.agent_tasks where task_type = 'send_sms' $$, 'and not texted');

select * from finish();
rollback;
