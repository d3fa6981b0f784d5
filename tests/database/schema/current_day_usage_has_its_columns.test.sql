begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('current_day_usage', $$
    ('tenant_id', 'uuid', null, false),
    ('user_id', 'uuid', null, false),
    ('model_calls', 'integer', null, false),
    ('input_tokens', 'bigint', null, false),
    ('output_tokens', 'bigint', null, false),
    ('cache_read_tokens', 'bigint', null, false),
    ('cache_write_tokens', 'bigint', null, false),
    ('cost_usd', 'numeric(16,8)', null, false),
    ('unpriced_calls', 'integer', null, false)
$$);

select * from finish();
rollback;
