begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('community_requests', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('requesting_agent_type', 'text', null, true),
    ('requesting_user_id', 'uuid', null, false),
    ('context_id', 'uuid', null, false),
    ('context_type', 'text', null, false),
    ('question', 'text', null, true),
    ('category', 'text', null, false),
    ('expertise_needed', 'text[]', null, false),
    ('target_user_ids', 'uuid[]', null, false),
    ('requester_context', 'text', null, false),
    ('desired_outcome', 'text', null, false),
    ('urgency', 'text', '''medium''::text', true),
    ('request_summary', 'text', null, false),
    ('status', 'text', '''open''::text', true),
    ('responses_count', 'integer', '0', true),
    ('closed_loop_at', 'timestamp with time zone', null, false),
    ('closed_loop_message', 'text', null, false),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('expires_at', 'timestamp with time zone', '(now() + ''7 days''::interval)', true)
$$);

select * from finish();
rollback;
