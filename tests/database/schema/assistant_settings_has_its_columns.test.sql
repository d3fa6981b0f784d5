begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('assistant_settings', $$
    ('tenant_id', 'uuid', null, true),
    ('tone', 'text', '''''::text', true),
    ('knowledge', 'text', '''''::text', true),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('updated_at', 'timestamp with time zone', 'now()', true)
$$);

select * from finish();
rollback;
