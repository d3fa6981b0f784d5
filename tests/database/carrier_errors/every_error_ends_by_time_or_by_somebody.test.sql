begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.tried(class text, minutes integer, lifted_by text) returns text
language sql as $$
  select tests.attempt('postgres', null, format('insert into private.carrier_errors
    (code, class, minutes, lifted_by, description) values (1, %L, %L, %L, ''x'')', class, minutes,
    lifted_by))
$$;
grant insert on private.carrier_errors to postgres;

select is(pg_temp.tried('number_dead', null, 'time'), '23514', 'for ever is not a time');
select is(pg_temp.tried('content', 10, 'time'), '23514', 'what ends with its text lasts no longer');
select is(pg_temp.tried('sender', null, 'nobody'), '23514', 'somebody must be able to end it');
select is(pg_temp.tried('number_dead', null, 'person'), 'allowed', 'their next text can');
select is_empty('select code from private.carrier_errors
  where minutes is null and lifted_by not in (''person'', ''operator'')', 'each has an end');
select results_eq('select source from private.carrier_errors where code = 30034',
  array['https://www.twilio.com/docs/api/errors/30034'], 'and says where it is described');

select * from finish();
rollback;
