begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('message_feedback_summary', $$
    ('tenant_id', 'uuid', null, false),
    ('agent_type', 'text', null, false),
    ('date', 'date', null, false),
    ('up_count', 'bigint', null, false),
    ('down_count', 'bigint', null, false),
    ('comment_count', 'bigint', null, false),
    ('last_feedback_at', 'timestamp with time zone', null, false)
$$);

select * from finish();
rollback;
