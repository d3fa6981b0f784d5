begin;
set local search_path = extensions, public;
select plan(4);

select tests.offers_a_solution();
select tests.wants('small');
select tests.make_link(outcome => 'failed');
select is((select status from public.credit_purchases), 'failed', 'the purchase is over');
select matches((select final_message from public.message_queue),
  'could not get you a payment link.* Nothing was charged', 'its person hears so');
select is((select task_type from public.event_dead_letters), 'create_checkout',
  'and an operator can look');

select tests.wants('small');
select results_eq('select status from public.credit_purchases order by created_at, status',
  $$ values ('asked'), ('failed') $$, 'asked again it is tried again');

select * from finish();
rollback;
