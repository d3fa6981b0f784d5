begin;
set local search_path = extensions, public;
select plan(1);

-- What the sources have besides tables: its name there, and where it is here. A trigger: its
-- table, its name and the function that it runs.
create temp table seeds (seed integer, kind text, name text, here text);
insert into seeds values
  (2, 'view', 'user_credit_balances', 'public.user_credit_balances'),
  (3, 'view', 'cron_job_status', 'private.cron_job_status'),
  (4, 'view', 'message_feedback_summary', 'public.message_feedback_summary'),
  (4, 'materialized view', 'message_feedback_summary', 'private.message_feedback_summary'),
  (4, 'view', 'monthly_usage_summary', 'public.monthly_usage_summary'),
  (4, 'materialized view', 'monthly_usage_summary', 'private.monthly_usage_summary'),
  (4, 'view', 'real-time current day usage', 'public.current_day_usage'),
  (5, 'view', 'job_queue', 'public.job_queue'),
  (3, 'function', 'process_tasks_batch', 'worker.process_tasks_batch'),
  (3, 'function', 'process_outbound_messages', 'worker.process_outbound_messages'),
  (3, 'function', 'get_pending_tasks_count', 'worker.get_pending_tasks_count'),
  (3, 'function', 'get_queued_messages_count', 'worker.get_queued_messages_count'),
  (4, 'function', 'increment_usage_metrics', 'private.increment_usage_metrics'),
  (3, 'trigger', 'on_event_created', 'events on_event_created private.notify_event'),
  (3, 'trigger', 'on_credit_event_processed',
   'credit_events on_credit_event_processed private.update_user_credit_cache'),
  (3, 'trigger', 'on_message_count_check',
   'messages on_message_count_check private.check_conversation_summary'),
  (3, 'trigger', 'on_phone_change', 'users on_phone_change private.handle_phone_number_change'),
  (3, 'trigger', 'on_message_send', 'messages on_message_send private.notify_send_sms'),
  (4, 'trigger', 'conversations'' updated_at',
   'conversations conversations_touch private.touch_updated_at'),
  (4, 'trigger', 'messages'' conversation timestamp',
   'messages messages_are_numbered private.number_message'),
  (5, 'trigger', 'update_users_updated_at', 'users users_touch private.touch_updated_at'),
  (5, 'trigger', 'trigger_analysis_queue',
   'messages trigger_analysis_queue private.queue_analysis_check'),
  (3, 'job', 'process-agent-tasks', 'process-agent-tasks'),
  (3, 'job', 'process-message-queue', 'process-message-queue'),
  (1, 'job', 'close-expired-community-requests', 'close-expired-community-requests'),
  (4, 'job', 'refresh of the materialized views', 'refresh-summaries'),
  (4, 'job', 'archive of old conversations', 'archive-conversations');

create temp view ours (kind, here) as
  select case c.relkind when 'v' then 'view' else 'materialized view' end,
    c.relnamespace::regnamespace || '.' || c.relname
  from pg_class c where c.relkind in ('v', 'm')
  union all
  select 'function', p.pronamespace::regnamespace || '.' || p.proname from pg_proc p
  union all
  select 'trigger', c.relname || ' ' || t.tgname || ' ' || t.tgfoid::regproc
  from pg_trigger t
  join pg_class c on c.oid = t.tgrelid and c.relnamespace = 'public'::regnamespace
  where t.tgenabled = 'O'
  union all
  select 'job', j.jobname from cron.job j where j.active;

select is_empty($$
  select s.* from seeds s where not exists (select from ours o
    where (o.kind, o.here) = (s.kind, s.here))
$$, 'every view, function, trigger and job of the seeds has its place');

select * from finish();
rollback;
