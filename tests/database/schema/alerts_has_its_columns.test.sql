begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('alerts', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('kind', 'text', null, true),
    ('subject', 'text', '''''::text', true),
    ('subject_count', 'bigint', null, true),
    ('raised_at', 'timestamp with time zone', 'now()', true),
    ('last_seen_at', 'timestamp with time zone', 'now()', true),
    ('announced_at', 'timestamp with time zone', null, false),
    ('acknowledged_at', 'timestamp with time zone', null, false),
    ('acknowledged_by', 'uuid', null, false),
    ('escalated_at', 'timestamp with time zone', null, false),
    ('escalations_count', 'integer', '0', true),
    ('resolved_at', 'timestamp with time zone', null, false)
$$);

select * from finish();
rollback;
