begin;
set local search_path = extensions, public;
select plan(2);

create temp view forgetting as
  select p.oid::regproc::text as name from pg_proc p
  where p.pronamespace = 'private'::regnamespace
    and p.proname ~ '^(retire|drop|prune|archive)_' and p.proargnames[1] = 'at';

select cmp_ok((select count(*) from forgetting), '>=', 11::bigint, 'there are some to look at');
select is_empty($$
  select f.name from forgetting f where not exists (
    select from cron.job j where j.active and j.command = format('select %s()', f.name))
$$, 'what forgets in batches is called by a job of its own');

select * from finish();
rollback;
