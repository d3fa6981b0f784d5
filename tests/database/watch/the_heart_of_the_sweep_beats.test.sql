begin;
set local search_path = extensions, public;
select plan(3);

update private.sweeps set swept_at = now() - interval '90 s', sweeps = 7;
select results_eq('select age_seconds::integer, sweeps from private.sweep_heartbeat',
  $$ values (90, 7::bigint) $$, 'how long ago it was');

do $$ begin perform worker.process_tasks_batch(now()); end $$;
select results_eq('select sweeps from private.sweep_heartbeat', array[8::bigint], 'one more');
select ok(age_seconds < 90, 'and lately') from private.sweep_heartbeat;

select * from finish();
rollback;
