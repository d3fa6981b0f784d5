begin;
set local search_path = extensions, public;
select plan(6);

select tests.newcomer();
create temp table tags as select tests.address_for('ada' || n || '@engines.example') as one, n
  from generate_series(1, 5) n;

select is(count(distinct one), 5::bigint, 'each another') from tags where one ~ '^verify';
select is(count(*), 1::bigint, 'of which one is open') from private.email_verifications
  where status = 'open';
select matches(tests.address_for('ada6@engines.example'), 'tomorrow', 'a sixth is not given');
select is(tests.address_for('ada5@engines.example'), one, 'the open one is given again')
  from tags where n = 5;
update private.email_verifications set created_at = created_at - interval '2 days',
  expires_at = expires_at - interval '2 days';
select matches(tests.address_for('ada6@engines.example'), '^verify', 'tomorrow it is');
select throws_ok($$ insert into private.email_verifications
    (tenant_id, user_id, address, tag, expires_at)
  select tenant_id, user_id, address, private.new_tag(), now() + interval '1 day'
  from private.email_verifications where status = 'open' $$, '23505', null, 'one open a person');

select * from finish();
rollback;
