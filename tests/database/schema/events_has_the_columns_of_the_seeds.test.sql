begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('events', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('event_type', 'text', null, true),
    ('aggregate_id', 'uuid', null, false),
    ('aggregate_type', 'text', null, false),
    ('payload', 'jsonb', null, true),
    ('metadata', 'jsonb', null, false),
    ('processed', 'boolean', 'false', true),
    ('version', 'integer', '1', true),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('created_by', 'text', null, false)
$$);

select * from finish();
rollback;
