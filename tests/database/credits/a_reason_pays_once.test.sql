begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.book_credits(50, key => 'answer:1'); end $$;

select throws_ok('select tests.book_credits(50, key => ''answer:1'')', '23505', null,
  'the same reason is refused');
select throws_ok('select tests.book_credits(70, false, ''answer:1'')', '23505', null,
  'for another amount, and unprocessed, too');
select is(tests.credit_balance(), 50, 'it has paid once');

insert into public.users (id, tenant_id, phone_number) values
  ('20000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000003', '+14155550199');
select lives_ok($$
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
    reference_id, idempotency_key)
  select tenant_id, id, 'answer', 50, 'user', id, 'answer:1' from public.users
  where id = '20000000-0000-4000-8000-000000000001'
$$, 'another tenant''s reasons are its own');

select * from finish();
rollback;
