begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('senders', $$
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('phone_number', 'text', null, true),
    ('account_sid', 'text', null, true),
    ('messaging_service_sid', 'text', null, false),
    ('auth_token_secret', 'text', null, true),
    ('segments_per_second', 'numeric', '1', true),
    ('paused_at', 'timestamp with time zone', null, false),
    ('paused_reason', 'text', null, false),
    ('created_at', 'timestamp with time zone', 'now()', true)
$$);

select * from finish();
rollback;
