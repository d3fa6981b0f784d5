begin;
set local search_path = extensions, public;
select plan(4);

select tests.alert_channel(address) from unnest(array['a@yacht.example', '+14155550188']) address;
do $$ begin
  perform tests.dead_letter('reply');
  perform private.raise_alerts();
end $$;
create function pg_temp.fail(outcome text) returns text language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('lease', lease, 'outcome', outcome,
    'error', '{"code": "http_500", "message": "not delivered"}'::jsonb))) -> 0 ->> 'result'
  from tests.begin_alert()
$$;
select is(pg_temp.fail('failed'), 'dead', 'one was refused for good');
select is(pg_temp.fail('failed'), 'dead', 'and so was the other');
select results_eq('select address, status, last_error from tests.told order by 1', $$ values
  ('+14155550188', 'unknown', 'given_up'), ('a@yacht.example', 'failed', 'given_up') $$,
  'what was not delivered has failed; a text that was begun may have left');
select is((select count(*) from public.event_dead_letters where task_type = 'deliver_alert'),
  2::bigint, 'and the next alert says so');

select * from finish();
rollback;
