begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('messages', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('conversation_id', 'uuid', null, true),
    ('user_id', 'uuid', null, true),
    ('role', 'text', null, true),
    ('content', 'text', null, true),
    ('direction', 'text', null, true),
    ('twilio_message_sid', 'text', null, false),
    ('status', 'text', null, true),
    ('created_at', 'timestamp with time zone', 'clock_timestamp()', true),
    ('sent_at', 'timestamp with time zone', null, false),
    ('delivered_at', 'timestamp with time zone', null, false),
    ('message_metadata', 'jsonb', '''{}''::jsonb', true),
    ('analysis_included', 'boolean', 'false', true),
    ('token_count', 'integer', null, false),
    ('latency_ms', 'integer', null, false)
$$);

select * from finish();
rollback;
