begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('message_queue', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('user_id', 'uuid', null, true),
    ('agent_id', 'text', null, true),
    ('message_data', 'jsonb', null, true),
    ('final_message', 'text', null, false),
    ('scheduled_for', 'timestamp with time zone', null, true),
    ('priority', 'text', '''medium''::text', true),
    ('status', 'text', '''queued''::text', true),
    ('status_reason', 'text', null, false),
    ('superseded_by_message_id', 'uuid', null, false),
    ('superseded_reason', 'text', null, false),
    ('conversation_context_id', 'uuid', null, false),
    ('requires_fresh_context', 'boolean', 'false', true),
    ('sequence_id', 'uuid', null, false),
    ('sequence_position', 'integer', null, false),
    ('sequence_total', 'integer', null, false),
    ('expires_at', 'timestamp with time zone', null, false),
    ('sent_at', 'timestamp with time zone', null, false),
    ('delivered_message_id', 'uuid', null, false),
    ('created_at', 'timestamp with time zone', 'now()', true)
$$);

select * from finish();
rollback;
