begin;
set local search_path = extensions, public;
select plan(3);

insert into cron.job_run_details
  (runid, jobid, database, username, command, status, return_message, start_time, end_time)
select n, jobid, database, current_user, command, word, word || ' it', now() - ago, now()
from cron.job, (values (1, 'succeeded', '2 min'::interval), (2, 'failed', '1 min')) r (n, word, ago)
where jobname = 'raise-alerts';

select set_eq('select jobname::text from private.cron_job_status',
  'select jobname::text from cron.job', 'every job');
select results_eq($$
  select schedule, active, status, return_message, start_time, end_time
  from private.cron_job_status where jobname = 'raise-alerts'
$$, $$ values ('* * * * *', true, 'failed', 'failed it', now() - interval '1 min', now()) $$,
  'once, with the newest run');
select results_eq($$ select active, status from private.cron_job_status
  where jobname = 'retire-tasks' $$, $$ values (true, null) $$, 'also one that never ran');

select * from finish();
rollback;
