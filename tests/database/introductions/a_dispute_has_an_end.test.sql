begin;
set local search_path = extensions, public;
select plan(9);

select tests.innovator();
create temp table intro as select tests.agreed() as id;
select tests.say_of_it(id, 'connector', 'made') from intro;
select is(tests.say_of_it(id, 'innovator', 'not_made'), 'disputed', 'one word against the other')
  from intro;
select is(count(*), 0::bigint, 'pays nobody') from tests.bounties where event_type <> 'escrow';
select results_eq($$ select subject from private.conditions() where kind = 'introduction_disputed' $$,
  'select id::text from intro', 'and an operator is alerted');
savepoint disputed;

select is(private.advance_intro(id, now() + interval '15 days'), 'expired',
  'when nobody looks at it in time') from intro;
select is(balance, 200, 'it goes back') from tests.bounties where event_type = 'refund';
select is_empty($$ select from private.conditions() where kind = 'introduction_disputed' $$, 'quietly');
rollback to disputed;
select is(worker.settle_introduction(id, 'completed', 'ops@yachtparty.example', 'both have met'),
  'completed', 'or an operator ends it') from intro;
select is(worker.settle_introduction(id, 'cancelled', 'ops@yachtparty.example', 'or not'), 'over',
  'once') from intro;
select results_eq('select settled_by, settled_reason from public.intro_opportunities',
  $$ values ('ops@yachtparty.example', 'both have met') $$, 'and says why');

select * from finish();
rollback;
