begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('message_parts', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('message_id', 'uuid', null, true),
    ('part_index', 'integer', null, true),
    ('part_count', 'integer', null, true),
    ('body', 'text', null, true),
    ('encoding', 'text', null, true),
    ('segments', 'integer', null, true),
    ('status', 'text', null, true),
    ('twilio_message_sid', 'text', null, false),
    ('error_code', 'integer', null, false),
    ('lease_token', 'uuid', null, false),
    ('sending_at', 'timestamp with time zone', null, false),
    ('accepted_at', 'timestamp with time zone', null, false),
    ('delivered_at', 'timestamp with time zone', null, false),
    ('created_at', 'timestamp with time zone', 'clock_timestamp()', true)
$$);

select * from finish();
rollback;
