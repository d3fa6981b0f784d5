begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('message_media', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('message_id', 'uuid', null, true),
    ('media_index', 'integer', null, true),
    ('content_type', 'text', null, false),
    ('source_url', 'text', null, true),
    ('storage_path', 'text', null, false),
    ('bytes', 'integer', null, false),
    ('status', 'text', '''waiting''::text', true),
    ('status_reason', 'text', null, false),
    ('created_at', 'timestamp with time zone', 'clock_timestamp()', true),
    ('stored_at', 'timestamp with time zone', null, false)
$$);

select * from finish();
rollback;
