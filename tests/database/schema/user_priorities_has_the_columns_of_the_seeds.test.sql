begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('user_priorities', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('user_id', 'uuid', null, true),
    ('priority_rank', 'integer', null, true),
    ('item_type', 'text', null, true),
    ('item_id', 'uuid', null, true),
    ('value_score', 'numeric(5,2)', null, false),
    ('status', 'text', '''active''::text', true),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('expires_at', 'timestamp with time zone', null, false),
    ('presented_at', 'timestamp with time zone', null, false),
    ('expired_reason', 'text', null, false)
$$);

select * from finish();
rollback;
