begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('alert_deliveries', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('alert_id', 'uuid', null, true),
    ('channel_id', 'uuid', null, true),
    ('occasion', 'text', null, true),
    ('nth', 'integer', '1', true),
    ('status', 'text', '''waiting''::text', true),
    ('attempts', 'integer', '0', true),
    ('last_error', 'text', null, false),
    ('lease_token', 'uuid', null, false),
    ('created_at', 'timestamp with time zone', 'clock_timestamp()', true),
    ('delivered_at', 'timestamp with time zone', null, false)
$$);

select * from finish();
rollback;
