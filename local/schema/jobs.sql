select j.jobname as name, j.schedule, j.command, j.active
from cron.job j
order by j.jobname collate "C"
