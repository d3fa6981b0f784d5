begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('linkedin_research_prospects', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('name', 'text', null, true),
    ('company', 'text', null, false),
    ('title', 'text', null, false),
    ('linkedin_url', 'text', null, false),
    ('email', 'text', null, false),
    ('mutual_connections', 'jsonb', null, false),
    ('last_researched_at', 'timestamp with time zone', null, false),
    ('users_researching', 'uuid[]', null, false),
    ('created_at', 'timestamp with time zone', 'now()', true)
$$);

select * from finish();
rollback;
