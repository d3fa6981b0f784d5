begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('alert_channels', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('kind', 'text', null, true),
    ('address', 'text', null, true),
    ('secret_name', 'text', null, false),
    ('severity_least', 'text', '''warning''::text', true),
    ('step', 'text', '''first''::text', true),
    ('is_on', 'boolean', 'true', true),
    ('off_reason', 'text', null, false),
    ('created_at', 'timestamp with time zone', 'now()', true)
$$);

select * from finish();
rollback;
