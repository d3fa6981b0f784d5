begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('community_responses', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('request_id', 'uuid', null, true),
    ('user_id', 'uuid', null, true),
    ('response_text', 'text', null, true),
    ('verbatim_answer', 'text', null, true),
    ('usefulness_score', 'integer', null, false),
    ('impact_description', 'text', null, false),
    ('credits_awarded', 'integer', null, false),
    ('credited_at', 'timestamp with time zone', null, false),
    ('status', 'text', '''provided''::text', true),
    ('closed_loop_message', 'text', null, false),
    ('closed_loop_at', 'timestamp with time zone', null, false),
    ('created_at', 'timestamp with time zone', 'now()', true)
$$);

select * from finish();
rollback;
