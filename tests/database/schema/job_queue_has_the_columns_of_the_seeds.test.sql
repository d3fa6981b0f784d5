begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('job_queue', $$
    ('id', 'uuid', null, false),
    ('tenant_id', 'uuid', null, false),
    ('name', 'text', null, false),
    ('data', 'jsonb', null, false),
    ('priority', 'integer', null, false),
    ('retry_limit', 'integer', null, false),
    ('retry_count', 'integer', null, false),
    ('created_at', 'timestamp with time zone', null, false),
    ('start_after', 'timestamp with time zone', null, false),
    ('completed_at', 'timestamp with time zone', null, false)
$$);

select * from finish();
rollback;
