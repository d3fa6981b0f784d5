begin;
set local search_path = extensions, public;
select plan(6);

select tests.alert_channel('ops@yacht.example');
create function pg_temp.come_at(at timestamptz) returns bigint language sql as $$
  select tests.dead_letter('reply');
  select private.raise_alerts(at);
  select count(*) from tests.told where occasion = 'raised'
$$;
create function pg_temp.go_at(at timestamptz) returns bigint language sql as $$
  select tests.discard_letters();
  select private.raise_alerts(at);
  select count(*) from tests.told where occasion = 'resolved'
$$;

select is(pg_temp.come_at('2030-01-01 12:00Z') + pg_temp.go_at('2030-01-01 12:05Z'), 2::bigint,
  'it came and it went');
select is(pg_temp.come_at('2030-01-01 12:10Z'), 1::bigint, 'that it came again is not told');
select is(pg_temp.go_at('2030-01-01 12:20Z'), 1::bigint, 'nor that it went again');
select is(pg_temp.come_at('2030-01-01 12:30Z'), 1::bigint, 'nor that it came for the third time');
do $$ begin perform private.raise_alerts('2030-01-01 13:05Z'); end $$;
select is(count(*), 2::bigint, 'that it stands an hour after it was told to be over, is')
from tests.told where occasion = 'raised';
update public.tenants set settings = '{"alert_quiet_minutes": 0}';
select is(pg_temp.go_at('2030-01-01 13:06Z') + pg_temp.come_at('2030-01-01 13:07Z'), 5::bigint,
  'and each time, if its tenant wants it so');

select * from finish();
rollback;
