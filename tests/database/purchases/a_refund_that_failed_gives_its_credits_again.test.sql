begin;
set local search_path = extensions, public;
select plan(10);

select tests.offers_a_solution();
select tests.bought();
select tests.stripe_says('checkout.session.completed', '{}');
create function pg_temp.refund(status text, name text default 're_1', cents integer default 6000)
returns text language sql as $$
  select tests.stripe_says('refund.' || case status when 'failed' then status else 'created' end,
    jsonb_build_object('refund', name, 'refund_status', status, 'refund_cents', cents))
$$;
create function pg_temp.charge(cents integer) returns text language sql as $$
  select tests.stripe_says('charge.refunded', jsonb_build_object('refunded_cents', cents))
$$;

select is(pg_temp.refund('succeeded'), 'reversed', 'a refund takes credits');
select is(pg_temp.charge(6000), 'nothing_new', 'once, whoever tells of it');
select results_eq('select * from tests.money()', 'values (40, 60, 0)', 'its part');
select is(pg_temp.refund('failed'), 'restored', 'days later it has failed');
select results_eq('select * from tests.money()', 'values (100, 0, 0)', 'and gives them again');
select is(pg_temp.refund('succeeded'), 'nothing_new', 'an older event knows less');
select matches((select final_message from public.message_queue order by arrival desc limit 1),
  'a refund did not go through. You have 100', 'its person is told');
select pg_temp.charge(5000);
select is(pg_temp.refund('pending', 're_2', 5000), 'reversed', 'another one counts by itself');
select results_eq('select * from tests.money()', 'values (50, 50, 0)', 'whatever the charge had said');
select is((select sum(amount) from public.credit_events), 50::bigint, 'the ledger says the same');

select * from finish();
rollback;
