begin;
set local search_path = extensions, public;
select plan(1);

-- pg_cron marks it as failed when it starts again, and leaves it without an end.
insert into cron.job_run_details
  (runid, jobid, database, username, command, status, return_message, start_time)
select row_number() over (), jobid, database, current_user, command, 'failed', 'server restarted',
  start_time::timestamptz
from cron.job, unnest(array['2030-01-01', '2030-01-09', null]) start_time
where jobname = 'raise-alerts';

do $$ begin perform private.prune_cron_history('2030-01-10'); end $$;
select results_eq('select start_time from cron.job_run_details',
  $$ values ('2030-01-09'::timestamptz) $$, 'by when it began');

select * from finish();
rollback;
