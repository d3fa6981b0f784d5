begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('monthly_usage_summary', $$
    ('tenant_id', 'uuid', null, false),
    ('user_id', 'uuid', null, false),
    ('month', 'date', null, false),
    ('model_calls', 'bigint', null, false),
    ('input_tokens', 'bigint', null, false),
    ('output_tokens', 'bigint', null, false),
    ('cache_read_tokens', 'bigint', null, false),
    ('cache_write_tokens', 'bigint', null, false),
    ('cost_usd', 'numeric', null, false),
    ('unpriced_calls', 'bigint', null, false),
    ('active_days', 'bigint', null, false)
$$);

select * from finish();
rollback;
