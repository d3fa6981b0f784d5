begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('analysis_results', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('user_id', 'uuid', null, true),
    ('chat_score', 'numeric(3,1)', null, false),
    ('analysis_type', 'text', null, true),
    ('message_range', 'jsonb', null, true),
    ('insights', 'jsonb', '''{}''::jsonb', true),
    ('improvement_areas', 'text[]', '''{}''::text[]', true),
    ('strengths_identified', 'text[]', '''{}''::text[]', true),
    ('triggered_milestone', 'boolean', 'false', true),
    ('created_at', 'timestamp with time zone', 'now()', true)
$$);

select * from finish();
rollback;
