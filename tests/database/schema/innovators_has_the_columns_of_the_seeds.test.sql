begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('innovators', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('user_id', 'uuid', null, true),
    ('company_name', 'text', null, true),
    ('solution_description', 'text', null, false),
    ('categories', 'text[]', null, false),
    ('target_customer_profile', 'text', null, false),
    ('video_url', 'text', null, false),
    ('active', 'boolean', 'true', true),
    ('created_at', 'timestamp with time zone', 'now()', true)
$$);

select * from finish();
rollback;
