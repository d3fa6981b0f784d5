begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('crisis_access', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('crisis_event_id', 'uuid', null, true),
    ('operator_auth_id', 'uuid', null, false),
    ('action', 'text', null, true),
    ('reason', 'text', null, true),
    ('created_at', 'timestamp with time zone', 'clock_timestamp()', true)
$$);

select * from finish();
rollback;
