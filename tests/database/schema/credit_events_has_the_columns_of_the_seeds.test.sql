begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('credit_events', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('user_id', 'uuid', null, true),
    ('event_type', 'text', null, true),
    ('amount', 'integer', null, true),
    ('reference_type', 'text', null, true),
    ('reference_id', 'uuid', null, true),
    ('idempotency_key', 'text', null, true),
    ('description', 'text', null, false),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('processed', 'boolean', 'false', true)
$$);

select * from finish();
rollback;
