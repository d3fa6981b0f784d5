begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;
create function pg_temp.snooze(hours numeric, reason text) returns text language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'snooze', 'lease',
    tests.send_lease(now() + hours * interval '1 hour'), 'snooze_seconds', 3600,
    'reason', snooze.reason)), now() + hours * interval '1 hour') -> 0 ->> 'result'
$$;

select is(pg_temp.snooze(0, 'rate_limited'), 'snoozed', 'the carrier puts a text off');
select is(array_agg(distinct pg_temp.snooze(n, 'paused')), array['snoozed'],
  'then its sender is paused, and every hour it is looked whether it still is')
from generate_series(1, 12) n;
select is(pg_temp.snooze(13, 'rate_limited'), 'snoozed', 'half a day later it has not aged an hour');
do $$ begin for n in 14..22 loop perform pg_temp.snooze(n, 'rate_limited'); end loop; end $$;
select is(pg_temp.snooze(23.1, 'rate_limited'), 'dead', 'but what is put off for ten hours has');

select * from finish();
rollback;
