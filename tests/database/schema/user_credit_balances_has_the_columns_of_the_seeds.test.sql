begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('user_credit_balances', $$
    ('tenant_id', 'uuid', null, false),
    ('user_id', 'uuid', null, false),
    ('balance', 'bigint', null, false),
    ('transaction_count', 'bigint', null, false),
    ('last_transaction_at', 'timestamp with time zone', null, false)
$$);

select * from finish();
rollback;
