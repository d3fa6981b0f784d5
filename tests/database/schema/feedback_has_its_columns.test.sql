begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('feedback', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('user_id', 'uuid', null, true),
    ('message_id', 'uuid', null, true),
    ('rating', 'text', null, true),
    ('comment', 'text', null, false),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('updated_at', 'timestamp with time zone', 'now()', true)
$$);

select * from finish();
rollback;
