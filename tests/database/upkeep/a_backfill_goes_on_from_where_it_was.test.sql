begin;
set local search_path = extensions, public;
select plan(8);

delete from private.reconciles;
do $$ begin perform worker.queue_reconciles(); end $$;
set constraints all immediate;
create temp table held as select (worker.claim('housekeeping', 1, now()) -> 'turns' -> 0
  ->> 'lease')::uuid as lease;
create function pg_temp.note(until interval, whole boolean) returns boolean language sql as $$
  select worker.note_backfill(lease, '00000000-0000-4000-8000-000000000011', now() + until, whole)
  from held
$$;
create function pg_temp.since() returns interval language sql as $$
  select (worker.reconcile_work('00000000-0000-4000-8000-000000000011') ->> 'since')::timestamptz
    - now()
$$;

update public.senders set created_at = now() - interval '1 year'
  where id = '00000000-0000-4000-8000-000000000011';
select is(pg_temp.since(), now() - interval '1 year' - now(),
  'at first from when the number became ours: texts from before are nobody''s');
select ok(pg_temp.note('-5 hours', false), 'not all of it was read');
select is(pg_temp.since(), interval '-5 hours', 'the next run goes on from there');
set constraints all immediate;
select results_eq($$ select status from public.agent_tasks order by seq $$,
  array['processing', 'pending'], 'and waits behind this one');
select is((select reconciled_at from private.reconciles), null, 'it is no success');
select ok(pg_temp.note('0', true), 'now it was');
select results_eq($$ select pg_temp.since(), reconciled_at is not null from private.reconciles $$,
  $$ values (interval '-2 hours', true) $$, 'what the carrier lists late is looked for again');
update held set lease = gen_random_uuid();
select ok(not pg_temp.note('9 hours', true), 'who has lost the lease notes nothing');

select * from finish();
rollback;
