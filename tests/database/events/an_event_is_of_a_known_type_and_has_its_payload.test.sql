begin;
set local search_path = extensions, public;
select plan(14);

create function pg_temp.tell(event_type text, payload jsonb) returns text language sql as $$
  select tests.attempt('postgres', null, format('insert into public.events (tenant_id, event_type,
    payload) values (%L, %L, %L)', '00000000-0000-4000-8000-000000000001', tell.event_type,
    tell.payload))
$$;

select is(pg_temp.tell('boat.sunk', '{}'), '23514', 'nobody has said what that is');
select is(pg_temp.tell('boat.launched', '{}'), '23514', 'a key is missing');
select is(pg_temp.tell('boat.launched', jsonb_build_object('user_id', gen_random_uuid(), 'x', 1)),
  '23514', 'a key too many');
select is(pg_temp.tell('boat.launched', '{"user_id": "+14155550111"}'), '23514', 'a number');
select is(pg_temp.tell('boat.launched', '{"user_id": "concierge"}'), '23514', 'a word for an id');
select is(pg_temp.tell('words.heard', '{"rules": ["Write to me."]}'), '23514', 'what was said');
select is(pg_temp.tell('words.heard', '{"rules": [["quiet_hours"]]}'), '23514', 'a list of lists');
select is(pg_temp.tell('words.heard', '{"rules": null}'), '23514', 'nothing, where a list must be');
select is(pg_temp.tell('boat.launched', jsonb_build_object('user_id', gen_random_uuid())),
  'allowed', 'an id');
select is(pg_temp.tell('boat.launched', '{"user_id": null}'), 'allowed', 'or none');
select is(pg_temp.tell('words.heard', '{"rules": ["quiet_hours"]}'), 'allowed', 'our own words');

select is(private.payload_fault('{"user_id": 1}', '{"user_id": "uuid"}'), 'user_id is no uuid',
  'it is said which key is wrong');
select is(private.payload_fault('{}', '{"user_id": "uuid"}'), 'it has no user_id', 'or missing');
select is_empty($$
  select r.event_type, r.dedupe_by from private.routes r
  join private.event_types t using (event_type)
  where r.dedupe_by is not null and not t.payload ? r.dedupe_by
$$, 'and what waiting tasks merge by is a key of its event');

select * from finish();
rollback;
