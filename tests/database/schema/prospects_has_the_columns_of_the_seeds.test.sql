begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('prospects', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('email', 'text', null, false),
    ('phone_number', 'text', null, false),
    ('linkedin_url', 'text', null, false),
    ('first_name', 'text', null, false),
    ('last_name', 'text', null, false),
    ('company', 'text', null, false),
    ('title', 'text', null, false),
    ('innovator_id', 'uuid', null, true),
    ('uploaded_at', 'timestamp with time zone', 'now()', true),
    ('upload_source', 'text', null, false),
    ('upload_batch_id', 'uuid', null, false),
    ('status', 'text', '''pending''::text', true),
    ('converted_to_user_id', 'uuid', null, false),
    ('converted_at', 'timestamp with time zone', null, false),
    ('prospect_notes', 'text', null, false),
    ('target_solution_categories', 'text[]', null, false),
    ('metadata', 'jsonb', null, false),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('updated_at', 'timestamp with time zone', 'now()', true)
$$);

select * from finish();
rollback;
