begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('intro_opportunities', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('connector_user_id', 'uuid', null, true),
    ('innovator_id', 'uuid', null, false),
    ('prospect_id', 'uuid', null, false),
    ('prospect_name', 'text', null, true),
    ('prospect_company', 'text', null, false),
    ('prospect_title', 'text', null, false),
    ('prospect_linkedin_url', 'text', null, false),
    ('innovator_name', 'text', null, false),
    ('bounty_credits', 'integer', '50', true),
    ('status', 'text', '''open''::text', true),
    ('connector_response', 'text', null, false),
    ('feed_item_id', 'uuid', null, false),
    ('intro_email', 'text', null, false),
    ('intro_scheduled_at', 'timestamp with time zone', null, false),
    ('intro_completed_at', 'timestamp with time zone', null, false),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('updated_at', 'timestamp with time zone', 'now()', true),
    ('expires_at', 'timestamp with time zone', null, false)
$$);

select * from finish();
rollback;
