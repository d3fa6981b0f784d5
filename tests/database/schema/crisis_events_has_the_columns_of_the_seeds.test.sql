begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('crisis_events', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('user_id', 'uuid', null, true),
    ('message_id', 'uuid', null, true),
    ('trigger_type', 'text', null, true),
    ('severity_level', 'text', null, true),
    ('keywords_detected', 'text[]', '''{}''::text[]', true),
    ('resources_shown', 'jsonb', '''[]''::jsonb', true),
    ('template', 'text', null, false),
    ('language', 'text', '''en''::text', true),
    ('subject', 'text', '''self''::text', true),
    ('shown_message_id', 'uuid', null, false),
    ('carrier_blocked', 'boolean', 'false', true),
    ('repeats_id', 'uuid', null, false),
    ('user_acknowledged', 'boolean', 'false', true),
    ('acknowledged_at', 'timestamp with time zone', null, false),
    ('acknowledged_by', 'uuid', null, false),
    ('escalated_at', 'timestamp with time zone', null, false),
    ('followup_at', 'timestamp with time zone', null, false),
    ('followups_count', 'integer', '0', true),
    ('followup_message_id', 'uuid', null, false),
    ('resolution', 'text', null, false),
    ('resolved_by', 'uuid', null, false),
    ('followup_required', 'boolean', 'false', true),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('resolution_timestamp', 'timestamp with time zone', null, false)
$$);

select * from finish();
rollback;
