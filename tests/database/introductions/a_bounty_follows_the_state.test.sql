begin;
set local search_path = extensions, public;
select plan(6);

select tests.innovator();
select tests.accepted();
select results_eq('table tests.bounties', $$ values ('Ada', 'escrow', -50, 150) $$,
  'put aside when its connector says yes');

savepoint accepted;
update public.intro_opportunities set status = 'completed', intro_completed_at = now();
select results_eq('table tests.bounties', $$ values ('Ada', 'escrow', -50, 150),
  ('Grace', 'bounty', 50, 50) $$, 'the connector''s when it is made');
rollback to accepted;

update public.intro_opportunities set status = 'cancelled';
select results_eq('table tests.bounties', $$ values ('Ada', 'escrow', -50, 200),
  ('Ada', 'refund', 50, 200) $$, 'back when it comes to nothing');
rollback to accepted;

update public.intro_opportunities set bounty_credits = 500;
update public.intro_opportunities set status = 'expired';
select results_eq('select amount from tests.bounties', array[-50, 50],
  'as much as was put aside, whatever the row says by then');
rollback to accepted;

delete from public.users where first_name = 'Grace';
select results_eq('select person, event_type, balance from tests.bounties',
  $$ values ('Ada', 'escrow', 200), ('Ada', 'refund', 200) $$, 'and when its connector is erased');
select is_empty('select * from private.credit_cache_drift', 'every balance is its ledger''s sum');

select * from finish();
rollback;
