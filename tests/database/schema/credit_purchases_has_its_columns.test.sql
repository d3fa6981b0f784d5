begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('credit_purchases', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('user_id', 'uuid', null, true),
    ('package', 'text', null, true),
    ('credits', 'integer', null, true),
    ('price_cents', 'integer', null, true),
    ('currency', 'text', null, true),
    ('stripe_price', 'text', null, false),
    ('status', 'text', '''asked''::text', true),
    ('words', 'text', null, false),
    ('stripe_session', 'text', null, false),
    ('checkout_url', 'text', null, false),
    ('payment_intent', 'text', null, false),
    ('reversed_credits', 'integer', '0', true),
    ('owed_credits', 'integer', '0', true),
    ('waived_credits', 'integer', '0', true),
    ('reversals_count', 'integer', '0', true),
    ('trace_id', 'uuid', 'gen_random_uuid()', true),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('chosen_at', 'timestamp with time zone', 'clock_timestamp()', true),
    ('expires_at', 'timestamp with time zone', null, true),
    ('paid_at', 'timestamp with time zone', null, false)
$$);

select * from finish();
rollback;
