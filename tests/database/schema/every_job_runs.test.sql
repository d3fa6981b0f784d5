begin;
set local search_path = extensions, public;
select plan(3);

create function pg_temp.complaint(command text) returns text
language plpgsql set search_path = '' as $$
begin
  execute command;
  return null;
exception when others then
  return sqlerrm;
end
$$;

select cmp_ok((select count(*) from cron.job), '>', 5::bigint, 'there are jobs to look at');

select is_empty($$
  select * from (select j.jobname, pg_temp.complaint(j.command) as complaint from cron.job j) c
  where c.complaint is not null
$$, 'what each job calls exists and does not raise');

select is_empty($$
  select j.jobname, j.command from cron.job j
  where j.jobname is null or not j.active or j.command !~ '^select [a-z]+\.[a-z_]+\(\)$'
$$, 'each has a name, is active and is one call');

select * from finish();
rollback;
