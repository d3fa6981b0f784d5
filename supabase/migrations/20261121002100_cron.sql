-- Every job there is. pg_cron before 1.5 has no seconds: there the sweep runs every minute.

select cron.schedule('process-agent-tasks',
  case when string_to_array(e.extversion, '.')::integer[] >= array[1, 5]
    then '5 seconds' else '* * * * *' end,
  'select worker.process_tasks_batch()')
from pg_catalog.pg_extension e where e.extname = 'pg_cron';

select cron.schedule(j.name, j.schedule, j.command) from (values
  ('close-expired-community-requests', '7 * * * *',
   'select worker.close_expired_community_requests()'),
  ('raise-alerts', '* * * * *', 'select private.raise_alerts()'),
  ('refresh-summaries', '37 * * * *', 'select private.refresh_summaries()'),
  ('make-partitions', '17 3 * * *', 'select private.make_partitions()'),
  ('drop-partitions', '27 3 * * *', 'select private.drop_partitions()'),
  ('retire-tasks', '*/10 * * * *', 'select private.retire_tasks()'),
  ('archive-conversations', '*/10 4 * * *', 'select private.archive_conversations()'),
  ('prune-cron-history', '*/10 * * * *', 'select private.prune_cron_history()')
) j (name, schedule, command);
