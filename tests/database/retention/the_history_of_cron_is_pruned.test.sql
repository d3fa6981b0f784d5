begin;
set local search_path = extensions, public;
select plan(3);

insert into cron.job_run_details
  (runid, jobid, database, username, command, status, start_time, end_time)
select row_number() over (), j.jobid, j.database, current_user, j.command, r.status,
  '2030-01-10'::timestamptz - r.ago, '2030-01-10'::timestamptz - r.ago
from cron.job j, (values
  ('raise-alerts', 'succeeded', '6 days 23 h'::interval),
  ('raise-alerts', 'succeeded', '7 days 1 h'), ('raise-alerts', 'failed', '7 days 1 h'),
  ('process-agent-tasks', 'succeeded', '23 h'), ('process-agent-tasks', 'succeeded', '25 h'),
  ('process-agent-tasks', 'failed', '25 h'), ('process-agent-tasks', 'failed', '8 days')
) r (name, status, ago) where j.jobname = r.name;

select is(private.prune_cron_history('2030-01-10'), 4, 'four are old enough');
select bag_eq($$
  select j.jobname::text, r.status, '2030-01-10' - r.end_time
  from cron.job_run_details r join cron.job j using (jobid)
$$, $$ values ('raise-alerts', 'succeeded', '6 days 23 h'::interval),
  ('process-agent-tasks', 'succeeded', '23 h'), ('process-agent-tasks', 'failed', '1 day 1 h') $$,
  'seven days are kept, of the sweep''s successes one');
insert into cron.job_run_details (runid, status, end_time)
  select n, 'succeeded', '2020-01-01' from generate_series(101, 111) n;
update private.settings set value = 1 where name = 'retire_batch';
select is(private.prune_cron_history('2030-01-10'), 1, 'in batches');

select * from finish();
rollback;
