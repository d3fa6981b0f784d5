begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('agent_actions_log', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('agent_type', 'text', null, true),
    ('agent_instance_id', 'uuid', null, false),
    ('action_type', 'text', null, true),
    ('user_id', 'uuid', null, false),
    ('context_id', 'uuid', null, false),
    ('context_type', 'text', null, false),
    ('model_used', 'text', null, false),
    ('input_tokens', 'integer', null, false),
    ('output_tokens', 'integer', null, false),
    ('cost_usd', 'numeric(14,8)', null, false),
    ('latency_ms', 'integer', null, false),
    ('input_data', 'jsonb', null, false),
    ('output_data', 'jsonb', null, false),
    ('error', 'text', null, false),
    ('created_at', 'timestamp with time zone', 'clock_timestamp()', true)
$$);

select * from finish();
rollback;
