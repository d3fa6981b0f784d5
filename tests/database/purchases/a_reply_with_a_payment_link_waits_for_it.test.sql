begin;
set local search_path = extensions, public;
select plan(9);

select tests.offers_a_solution();
select is(tests.wants('small', 'Here: {{checkout_url}} You have {{balance}}.'), 'finished',
  'she chooses a package');
select is_empty($$ select content from public.messages where direction = 'outbound' $$,
  'nothing is said yet');
select results_eq('select status, credits, price_cents from public.credit_purchases',
  $$ values ('asked', 100, 10000) $$, 'a purchase waits for its link');
select is(tests.make_link() - '{purchase_id,tenant_id,expires_at}'::text[], '{"credits": 100, "currency": "usd",
  "price_cents": 10000, "stripe_price": null, "brand": "Yachtparty"}', 'Stripe is asked for it');
select results_eq($$ select status, stripe_session, words from public.credit_purchases $$,
  $$ values ('open', 'cs_1', null::text) $$, 'it has come');
select results_eq($$ select role, content ~ 'Here: https://pay.example/cs_1 You have 0.$', status
    from public.messages where direction = 'outbound' $$,
  $$ values ('innovator', true, 'queued_for_send') $$, 'and is said in the words of the reply');

select is(tests.wants('small'), 'finished', 'asked again');
select matches((select m.content from public.messages m where m.direction = 'outbound'
  order by m.position desc limit 1), 'Pay here: https://pay.example/cs_1$', 'it is the same link');
select is((select count(*) from public.credit_purchases), 1::bigint, 'and the same purchase');

select * from finish();
rollback;
