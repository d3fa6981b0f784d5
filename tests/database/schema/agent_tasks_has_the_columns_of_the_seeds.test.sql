begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('agent_tasks', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('task_type', 'text', null, true),
    ('agent_type', 'text', null, true),
    ('user_id', 'uuid', null, false),
    ('context_id', 'uuid', null, false),
    ('context_type', 'text', null, false),
    ('scheduled_for', 'timestamp with time zone', null, true),
    ('priority', 'text', '''medium''::text', true),
    ('status', 'text', '''pending''::text', true),
    ('retry_count', 'integer', '0', true),
    ('max_retries', 'integer', '3', true),
    ('last_attempted_at', 'timestamp with time zone', null, false),
    ('context_json', 'jsonb', null, true),
    ('result_json', 'jsonb', null, false),
    ('error_log', 'text', null, false),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('created_by', 'text', null, false),
    ('completed_at', 'timestamp with time zone', null, false)
$$);

select * from finish();
rollback;
