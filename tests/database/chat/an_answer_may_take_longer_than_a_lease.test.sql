begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.a_page(); end $$;
create temp table opened as select tests.write(1) -> 'turn' ->> 'lease' as lease;
create function pg_temp.left_seconds() returns numeric language sql as $$
  select round(extract(epoch from expires_at - clock_timestamp())) from private.leases
$$;
create function pg_temp.passes(seconds integer) returns jsonb language plpgsql as $$
begin
  update private.leases set expires_at = expires_at - make_interval(secs => seconds);
  return worker.watch_stream((select lease::uuid from opened));
end $$;

select is(pg_temp.left_seconds(), private.setting('lease_seconds')::numeric, 'it is leased');
do $$ begin perform pg_temp.passes(20); end $$;
select is(pg_temp.left_seconds(), private.setting('lease_seconds')::numeric - 20,
  'a look alone writes nothing: there are two a second');
do $$ begin perform pg_temp.passes(30) from generate_series(1, 20); end $$;
select cmp_ok(pg_temp.left_seconds(), '>', private.setting('lease_seconds')::numeric / 2,
  'but after a quarter of its time it is beaten, for ten minutes');
do $$ begin perform worker.process_tasks_batch(); end $$;
select is(worker.watch_stream(lease::uuid), '{"held": true, "stopped": false}',
  'and the sweep leaves it') from opened;
select is(tests.say(to_jsonb(lease), 'Answer 1'), 'finished', 'until it is told') from opened;

select * from finish();
rollback;
