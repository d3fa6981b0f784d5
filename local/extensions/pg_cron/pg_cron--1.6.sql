-- The interface of pg_cron 1.6 without its background worker: local/clock runs the jobs.
-- Rights are those of hosted Supabase: who installs it schedules by function and reads cron.job,
-- and may prune the history.

create schema cron;

-- Not in the real extension: tells that local/clock must run.
create table cron.stand_in ();

create sequence cron.jobid_seq;
create table cron.job (
  jobid bigint primary key default nextval('cron.jobid_seq'),
  schedule text not null,
  command text not null,
  nodename text not null default 'localhost',
  nodeport integer not null default coalesce(inet_server_port(), 5432),
  database text not null default current_database(),
  username text not null default current_user,
  active boolean not null default true,
  jobname text,
  constraint jobname_username_uniq unique (jobname, username)
);
alter table cron.job enable row level security;
create policy cron_job_policy on cron.job using (username = current_user);

create sequence cron.runid_seq;
create table cron.job_run_details (
  jobid bigint,
  runid bigint primary key default nextval('cron.runid_seq'),
  job_pid integer,
  database text,
  username text,
  command text,
  status text,
  return_message text,
  start_time timestamptz,
  end_time timestamptz
);
alter table cron.job_run_details enable row level security;
create policy cron_job_run_details_policy on cron.job_run_details using (username = current_user);

create function cron._check_schedule(schedule text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if schedule !~* '^\s*([1-9]|[1-5][0-9]) seconds?\s*$'
    and schedule !~* '^\s*([0-9a-z*,/$-]+\s+){4}[0-9a-z*,/$-]+\s*$'
  then
    raise exception 'invalid schedule: %', schedule using
      errcode = 'invalid_parameter_value',
      hint = 'Use cron format (e.g. 5 4 * * *), or interval format ''[1-59] seconds''';
  end if;
end
$$;

-- Definer: only through these functions does anyone write cron.job.
create function cron._schedule(
  job_name text, schedule text, command text, database text, username text, active boolean
) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  job_id bigint;
begin
  perform cron._check_schedule(_schedule.schedule);
  insert into cron.job (jobname, schedule, command, database, username, active)
  values (_schedule.job_name, _schedule.schedule, _schedule.command, _schedule.database,
    _schedule.username, _schedule.active)
  on conflict on constraint jobname_username_uniq do update
  set schedule = excluded.schedule, command = excluded.command,
    database = excluded.database, active = excluded.active
  returning jobid into job_id;
  return job_id;
end
$$;

create function cron.schedule(schedule text, command text) returns bigint
language sql strict set search_path = '' as $$
  select cron._schedule(null, schedule, command, current_database(), current_user, true)
$$;

create function cron.schedule(job_name text, schedule text, command text) returns bigint
language sql strict set search_path = '' as $$
  select cron._schedule(job_name, schedule, command, current_database(), current_user, true)
$$;

create function cron.schedule_in_database(
  job_name text, schedule text, command text, database text,
  username text default null, active boolean default true
) returns bigint
language sql set search_path = '' as $$
  select cron._schedule(job_name, schedule, command, database,
    coalesce(username, current_user), active)
$$;

create function cron._unschedule(job_id bigint, job_name text, username text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  delete from cron.job as j
  where j.username = _unschedule.username
    and (j.jobid = _unschedule.job_id or j.jobname = _unschedule.job_name);
  if not found then
    raise exception 'could not find valid entry for job %',
      coalesce(quote_literal(_unschedule.job_name), _unschedule.job_id::text);
  end if;
  return true;
end
$$;

create function cron.unschedule(job_id bigint) returns boolean
language sql strict set search_path = '' as $$
  select cron._unschedule(job_id, null, current_user)
$$;

create function cron.unschedule(job_name text) returns boolean
language sql strict set search_path = '' as $$
  select cron._unschedule(null, job_name, current_user)
$$;

create function cron._alter_job(
  job_id bigint, schedule text, command text, database text, username text, active boolean,
  caller text
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if schedule is not null then
    perform cron._check_schedule(schedule);
  end if;
  update cron.job as j
  set schedule = coalesce(_alter_job.schedule, j.schedule),
    command = coalesce(_alter_job.command, j.command),
    database = coalesce(_alter_job.database, j.database),
    username = coalesce(_alter_job.username, j.username),
    active = coalesce(_alter_job.active, j.active)
  where j.jobid = _alter_job.job_id and j.username = _alter_job.caller;
  if not found then
    raise exception 'Job % does not exist or you don''t own it', job_id;
  end if;
end
$$;

create function cron.alter_job(
  job_id bigint,
  schedule text default null,
  command text default null,
  database text default null,
  username text default null,
  active boolean default null
) returns void
language sql set search_path = '' as $$
  select cron._alter_job(job_id, schedule, command, database, username, active, current_user)
$$;

revoke all on all functions in schema cron from public;
grant usage on schema cron to @extowner@;
grant execute on all functions in schema cron to @extowner@;
grant select on cron.job to @extowner@;
grant all on cron.job_run_details to @extowner@;
