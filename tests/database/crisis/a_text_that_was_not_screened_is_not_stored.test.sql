begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.receive(screen jsonb) returns text language sql as $$
  select tests.attempt('postgres', null, format('select worker.receive_sms(%L, %L)',
    '00000000-0000-4000-8000-000000000011', jsonb_build_object('message_sid', 'SM1', 'from',
      '+14155550111', 'body', 'hi') || screen))
$$;

select is(pg_temp.receive(screen), '23514', screen::text) from unnest(array['{}',
  '{"screen": null}', '{"screen": {}}', '{"screen": {"severity": "none"}}',
  '{"screen": {"version": "1", "severity": "mild"}}']::jsonb[]) screen;
select is(pg_temp.receive('{"screen": {"version": "1", "severity": "none"}}'), 'allowed',
  'what was screened is stored');

select * from finish();
rollback;
