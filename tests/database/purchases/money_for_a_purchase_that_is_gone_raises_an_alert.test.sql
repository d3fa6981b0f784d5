begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.says(type text, tenant uuid) returns text language sql as $$
  select tests.stripe_says(type, jsonb_build_object('purchase_id',
    '00000000-0000-4000-8000-0000000000ff', 'tenant_id', tenant))
$$;
create view pg_temp.unmatched as select tenant_id, subject, subject_count
  from private.conditions() where kind = 'payment_unmatched';
select is(pg_temp.says('checkout.session.expired', '00000000-0000-4000-8000-000000000001'),
  'nothing_new', 'a link that nobody used is no money');
select is(pg_temp.says('checkout.session.completed', gen_random_uuid()), 'unknown_purchase',
  'nor is whose it is made up');
select is_empty('select from pg_temp.unmatched', 'so far there is nothing to look at');
select is(pg_temp.says('checkout.session.completed', '00000000-0000-4000-8000-000000000001'),
  'unknown_purchase', 'its person was erased, and then it was paid');
select results_eq('select * from pg_temp.unmatched', $$ values
  ('00000000-0000-4000-8000-000000000001'::uuid, 'unknown_purchase', 1::bigint) $$,
  'somebody is to look at Stripe');

select tests.bought();
select is(tests.stripe_says('checkout.session.expired', jsonb_build_object('session', 'cs_9',
  'purchase_id', (select id from public.credit_purchases))), 'nothing_new',
  'nor does a second checkout that nobody was given and nobody used');

select * from finish();
rollback;
