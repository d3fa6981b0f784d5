begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('event_dead_letters', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('task_id', 'uuid', null, true),
    ('task_type', 'text', null, true),
    ('reason', 'text', null, true),
    ('attempts', 'integer', null, true),
    ('errors', 'jsonb', null, true),
    ('first_failed_at', 'timestamp with time zone', null, true),
    ('last_failed_at', 'timestamp with time zone', null, true),
    ('replayed_at', 'timestamp with time zone', null, false),
    ('discarded_at', 'timestamp with time zone', null, false),
    ('discarded_reason', 'text', null, false),
    ('created_at', 'timestamp with time zone', 'now()', true)
$$);

select * from finish();
rollback;
