begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('user_message_budget', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('user_id', 'uuid', null, true),
    ('date', 'date', null, true),
    ('messages_sent', 'integer', '0', true),
    ('last_message_at', 'timestamp with time zone', null, false),
    ('daily_limit', 'integer', '5', true),
    ('hourly_limit', 'integer', '2', true),
    ('quiet_hours_enabled', 'boolean', 'true', true),
    ('created_at', 'timestamp with time zone', 'now()', true)
$$);

select * from finish();
rollback;
