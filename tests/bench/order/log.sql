-- What became of each task, written by the transactions that did it: what they roll back, it forgets.

create table bench.log (
  nth bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  task_id uuid not null,
  lane_key text not null,
  seq bigint not null,
  lease_token uuid,
  status text not null
);
grant insert on bench.log to service_role;
grant usage on schema bench to service_role;

create function bench.log_task() returns trigger
language plpgsql as $$
begin
  insert into bench.log (task_id, lane_key, seq, lease_token, status)
  values (new.id, new.lane_key, new.seq, coalesce(new.lease_token, old.lease_token), new.status);
  return null;
end
$$;
create trigger tasks_are_logged after update of status on public.agent_tasks
  for each row execute function bench.log_task();

-- Each is a count that must be 0. A lane's rows are written while it is leased or locked, so that
-- nth is their order; of a batch that ends in one commit only the whole has a place in it.
create view bench.violations as
  with ended as (
    select lane_key, lease_token, min(nth) as nth, min(seq) as first, max(seq) as last
    from bench.log where status = 'completed' group by lane_key, lease_token
  ),
  placed as (
    select e.first, max(e.last) over (partition by e.lane_key order by e.nth
      rows between unbounded preceding and 1 preceding) as before
    from ended e
  ),
  leases as (
    select lane_key, lease_token, min(nth) as began, max(nth) as ended
    from bench.log where lease_token is not null group by lane_key, lease_token
  ),
  beside as (
    select began, max(ended) over (partition by lane_key order by began
      rows between unbounded preceding and 1 preceding) as before
    from leases
  )
  select
    (select count(*) from placed p where p.first <= p.before)::integer as out_of_order,
    (select count(*) from beside b where b.began < b.before)::integer as overlaps,
    (select count(*) - count(distinct task_id) from bench.log where status = 'completed')::integer
      as duplicates,
    (select count(*) from public.agent_tasks where status in ('pending', 'processing'))::integer
      as stuck,
    (select count(*) from public.event_dead_letters)::integer as dead;
