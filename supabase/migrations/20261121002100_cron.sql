-- Every job there is. pg_cron before 1.5 has no seconds: there the first two run every minute.

select cron.schedule(j.name,
  case when string_to_array(e.extversion, '.')::integer[] >= array[1, 5]
    then '5 seconds' else '* * * * *' end, j.command)
from pg_catalog.pg_extension e, (values
  ('process-agent-tasks', 'select worker.process_tasks_batch()'),
  ('process-message-queue', 'select worker.process_outbound_messages()')
) j (name, command)
where e.extname = 'pg_cron';

select cron.schedule(j.name, j.schedule, j.command) from (values
  ('close-expired-community-requests', '7 * * * *',
   'select worker.close_expired_community_requests()'),
  ('close-overdue-solutions', '13 * * * *', 'select worker.close_overdue_solutions()'),
  ('reconcile-senders', '11 * * * *', 'select worker.queue_reconciles()'),
  ('raise-alerts', '* * * * *', 'select private.raise_alerts()'),
  ('escalate-alerts', '* * * * *', 'select private.escalate_alerts()'),
  ('refresh-summaries', '37 * * * *', 'select private.refresh_summaries()'),
  ('fold-model-usage', '*/5 * * * *', 'select private.fold_model_usage()'),
  ('retire-budgets', '3-59/10 * * * *', 'select private.retire_budgets()'),
  ('make-partitions', '17 3 * * *', 'select private.make_partitions()'),
  ('drop-partitions', '27 3 * * *', 'select private.drop_partitions()'),
  ('retire-tasks', '*/10 * * * *', 'select private.retire_tasks()'),
  ('retire-alerts', '*/10 4 * * *', 'select private.retire_alerts()'),
  ('retire-crises', '5-59/10 4 * * *', 'select private.retire_crises()'),
  ('retire-outreach', '5-59/10 * * * *', 'select private.retire_outreach()'),
  ('follow-up-crises', '*/5 * * * *', 'select worker.follow_up_crises()'),
  ('queue-rankings', '3-59/10 * * * *', 'select private.queue_rankings()'),
  ('wake-introductions', '*/5 * * * *', 'select worker.wake_introductions()'),
  ('queue-matchings', '19 * * * *', 'select worker.queue_matchings()'),
  ('retire-uploads', '9-59/10 * * * *', 'select private.retire_uploads()'),
  ('retire-emails', '*/10 5 * * *', 'select private.retire_emails()'),
  ('retire-payments', '*/10 * * * *', 'select private.retire_payments()'),
  ('retire-data-requests', '23 * * * *', 'select private.retire_data_requests()'),
  ('archive-conversations', '*/10 4 * * *', 'select private.archive_conversations()'),
  ('prune-cron-history', '*/10 * * * *', 'select private.prune_cron_history()')
) j (name, schedule, command);
