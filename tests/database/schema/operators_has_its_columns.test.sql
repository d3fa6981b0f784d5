begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('operators', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('auth_id', 'uuid', null, false),
    ('email', 'text', null, false),
    ('role', 'text', '''operator''::text', true),
    ('created_at', 'timestamp with time zone', 'now()', true)
$$);

select * from finish();
rollback;
