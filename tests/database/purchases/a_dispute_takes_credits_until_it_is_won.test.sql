begin;
set local search_path = extensions, public;
select plan(9);

create function pg_temp.dispute(event text, status text, cents integer default 10000)
returns text language sql as $$
  select tests.stripe_says('charge.dispute.' || event, jsonb_build_object('dispute', 'du_1',
    'dispute_status', status, 'disputed_cents', cents))
$$;
select tests.offers_a_solution();
select tests.bought();
select tests.stripe_says('checkout.session.completed', '{}');
select is(pg_temp.dispute('created', 'warning_needs_response'), 'nothing_new',
  'an inquiry takes no money');
select is(pg_temp.dispute('updated', 'needs_response'), 'reversed', 'a dispute does');
select results_eq('select * from tests.money()', 'values (0, 100, 0)', 'and its credits');
select is(pg_temp.dispute('closed', 'won'), 'restored', 'won');
select results_eq('select * from tests.money()', 'values (100, 0, 0)', 'they are back');
select is(pg_temp.dispute('created', 'needs_response'), 'nothing_new',
  'that it began, told late, takes nothing');
select is(pg_temp.dispute('funds_withdrawn', 'under_review'), 'nothing_new', 'nor what was between');
select is((select count(*) from public.credit_events where event_type = 'reversal'), 2::bigint,
  'once there and once back');
select is((select sum(amount) from public.credit_events), 100::bigint, 'and the sum is right');

select * from finish();
rollback;
