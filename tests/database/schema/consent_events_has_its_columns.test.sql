begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('consent_events', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('user_id', 'uuid', null, true),
    ('kind', 'text', null, true),
    ('source', 'text', null, true),
    ('message_id', 'uuid', null, false),
    ('created_at', 'timestamp with time zone', 'clock_timestamp()', true)
$$);

select * from finish();
rollback;
