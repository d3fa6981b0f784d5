begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.offer_intro(1), tests.rank_grace(); end $$;
update public.users set last_active_at = now();
update private.rankings set due_at = now();
delete from public.agent_tasks;
select is(private.queue_rankings(now() - interval '1 second'), 0, 'not before it is time');
select is(private.queue_rankings(), 1, 'who has something to be ranked is');
select results_eq('select task_type, user_id, dedupe_key from public.agent_tasks',
  $$ select 'rank_priorities', id, id::text from tests.grace() $$, 'by one task');
select is(private.queue_rankings(), 0, 'once');
select is(private.queue_rankings(now() + interval '1 day'), 1, 'and tomorrow again');

select * from finish();
rollback;
