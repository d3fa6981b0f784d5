begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('conversations', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('user_id', 'uuid', null, true),
    ('phone_number', 'text', null, false),
    ('status', 'text', '''active''::text', true),
    ('conversation_summary', 'text', null, false),
    ('last_summary_message_id', 'uuid', null, false),
    ('messages_since_summary', 'integer', '0', true),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('updated_at', 'timestamp with time zone', 'now()', true),
    ('last_message_at', 'timestamp with time zone', null, false),
    ('tenant_id', 'uuid', null, true),
    ('title', 'text', null, false),
    ('is_archived', 'boolean', '(status = ''archived''::text)', false),
    ('metadata', 'jsonb', '''{}''::jsonb', true)
$$);

select * from finish();
rollback;
