begin;
set local search_path = extensions, public;
select plan(4);

select tests.innovator(0);
select tests.consented();
create temp table intro as select gen_random_uuid() as id;
insert into public.credit_purchases (tenant_id, user_id, package, credits, price_cents, currency,
    status, stripe_session, checkout_url, payment_intent, expires_at, paid_at)
  select tenant_id, id, 'small', 100, 10000, 'usd', 'paid', 'cs_1', 'https://pay.example/1', 'pi_1',
    now() + interval '1 day', now() from public.users where first_name = 'Ada';
select private.settle_purchase(id) from public.credit_purchases;
select tests.offer_for(tests.prospect());
update public.intro_opportunities set status = 'accepted', connector_response = 'Yes';
create temp view money as select u.credit_balance, p.reversed_credits, p.owed_credits
  from public.credit_purchases p join public.users u on u.id = p.user_id;

select results_eq('table money', 'values (50, 0, 0)', 'half of what was bought is put aside');
select tests.stripe_says('charge.refunded', '{"refunded_cents": 10000}');
select results_eq('table money', 'values (0, 50, 50)', 'its money goes back: half of it is owed');
update public.intro_opportunities set status = 'cancelled';
select results_eq('table money', 'values (0, 100, 0)', 'what comes back from there pays it');
select is_empty('select * from private.credit_cache_drift', 'and the ledger says the same');

select * from finish();
rollback;
