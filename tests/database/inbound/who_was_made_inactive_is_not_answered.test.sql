begin;
set local search_path = extensions, public;
select plan(3);

update public.users set is_active = false, last_active_at = now() - interval '1 year';
do $$ begin perform tests.text_in('SM1', '+14155550111', 'hello?'); end $$;
select is((select unanswered_reason from public.messages), 'inactive', 'stored, with the reason');
select is_empty('select * from public.agent_tasks', 'and nobody is asked to answer');
select is((select count(*) from public.users), 1::bigint, 'also after a long silence');

select * from finish();
rollback;
