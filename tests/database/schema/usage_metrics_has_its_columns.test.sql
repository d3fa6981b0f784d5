begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('usage_metrics', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('user_id', 'uuid', null, false),
    ('date', 'date', null, true),
    ('model_calls', 'integer', '0', true),
    ('input_tokens', 'bigint', '0', true),
    ('output_tokens', 'bigint', '0', true),
    ('cache_read_tokens', 'bigint', '0', true),
    ('cache_write_tokens', 'bigint', '0', true),
    ('cost_usd', 'numeric(16,8)', '0', true),
    ('unpriced_calls', 'integer', '0', true),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('updated_at', 'timestamp with time zone', 'now()', true)
$$);

select * from finish();
rollback;
