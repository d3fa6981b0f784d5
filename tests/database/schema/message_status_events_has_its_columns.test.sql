begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('message_status_events', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('part_id', 'uuid', null, false),
    ('twilio_message_sid', 'text', null, true),
    ('status', 'text', null, true),
    ('error_code', 'integer', null, false),
    ('received_at', 'timestamp with time zone', 'clock_timestamp()', true)
$$);

select * from finish();
rollback;
