begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('solution_workflows', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('user_id', 'uuid', null, true),
    ('request_description', 'text', null, true),
    ('category', 'text', null, false),
    ('current_step', 'text', null, true),
    ('status', 'text', '''in_progress''::text', true),
    ('perplexity_results', 'jsonb', null, false),
    ('matched_innovators', 'jsonb', null, false),
    ('community_insights', 'jsonb', null, false),
    ('expert_recommendations', 'jsonb', null, false),
    ('quality_threshold_met', 'boolean', 'false', true),
    ('last_decision_at', 'timestamp with time zone', null, false),
    ('next_action', 'text', null, false),
    ('pending_tasks', 'jsonb', '''[]''::jsonb', true),
    ('completed_tasks', 'jsonb', '''[]''::jsonb', true),
    ('conversation_log', 'jsonb', '''[]''::jsonb', true),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('updated_at', 'timestamp with time zone', 'now()', true),
    ('completed_at', 'timestamp with time zone', null, false)
$$);

select * from finish();
rollback;
