begin;
set local search_path = extensions, public;
select plan(3);

create temp view summaries as
  select c.oid, c.relname from pg_class c
  where c.relkind = 'm' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace);

select bag_eq('select relname::text from summaries',
  array['message_feedback_summary', 'monthly_usage_summary'], 'these are materialized');
do $$ begin perform private.refresh_summaries(); end $$;
select bag_eq($$
  select s.relname::text from summaries s join pg_locks l on l.relation = s.oid
  where l.pid = pg_backend_pid() and l.granted and l.mode = 'ExclusiveLock'
$$, array['message_feedback_summary', 'monthly_usage_summary'], 'a refresh locks each of them');
select is_empty($$
  select s.relname from summaries s join pg_locks l on l.relation = s.oid
  where l.pid = pg_backend_pid() and l.mode = 'AccessExclusiveLock'
$$, 'and none so that it cannot be read');

select * from finish();
rollback;
