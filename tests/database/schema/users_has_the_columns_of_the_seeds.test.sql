begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('users', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('phone_number', 'text', null, false), ('email', 'text', null, false),
    ('first_name', 'text', null, false), ('last_name', 'text', null, false),
    ('company', 'text', null, false), ('title', 'text', null, false),
    ('linkedin_url', 'text', null, false),
    ('verified', 'boolean', 'false', true),
    ('email_verified', 'boolean', 'false', true),
    ('innovator', 'boolean', 'false', true),
    ('expert_connector', 'boolean', 'false', true),
    ('expertise', 'text[]', null, false),
    ('poc_agent_id', 'text', null, false), ('poc_agent_type', 'text', null, false),
    ('quiet_hours_start', 'time without time zone', null, false),
    ('quiet_hours_end', 'time without time zone', null, false),
    ('timezone', 'text', null, false),
    ('response_pattern', 'jsonb', null, false),
    ('credit_balance', 'integer', '0', true),
    ('status_level', 'text', '''member''::text', true),
    ('referred_by', 'uuid', null, false),
    ('name_dropped', 'text', null, false),
    ('goals', 'text[]', '''{}''::text[]', true),
    ('stage', 'integer', '1', true),
    ('profile', 'jsonb', '''{}''::jsonb', true),
    ('preferences', 'jsonb', '''{}''::jsonb', true),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('updated_at', 'timestamp with time zone', 'now()', true),
    ('last_active_at', 'timestamp with time zone', null, false),
    ('last_active', 'timestamp with time zone', 'last_active_at', false),
    ('graduation_date', 'timestamp with time zone', null, false),
    ('phone_number_history', 'jsonb', '''[]''::jsonb', true),
    ('auth_id', 'uuid', null, false),
    ('is_active', 'boolean', 'true', true),
    ('tenant_id', 'uuid', null, true)
$$);

select * from finish();
rollback;
