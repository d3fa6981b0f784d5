begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('agent_instances', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('agent_type', 'text', null, true),
    ('user_id', 'uuid', null, false),
    ('config_json', 'jsonb', '''{}''::jsonb', true),
    ('prompt_version', 'text', null, false),
    ('status', 'text', '''active''::text', true),
    ('last_active_at', 'timestamp with time zone', 'now()', true),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('terminated_at', 'timestamp with time zone', null, false)
$$);

select * from finish();
rollback;
