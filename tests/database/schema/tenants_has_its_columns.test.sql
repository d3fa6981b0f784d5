begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('tenants', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('slug', 'text', null, true),
    ('name', 'text', null, true),
    ('product', 'text', null, true),
    ('settings', 'jsonb', '''{}''::jsonb', true),
    ('paused_at', 'timestamp with time zone', null, false),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('updated_at', 'timestamp with time zone', 'now()', true)
$$);

select * from finish();
rollback;
