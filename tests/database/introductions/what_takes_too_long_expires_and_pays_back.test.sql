begin;
set local search_path = extensions, public;
select plan(6);

select tests.innovator();
create temp table intro as select tests.accepted() as id;
savepoint accepted;

select private.advance_intro(id, now()) from intro;
select is(private.advance_intro(id, now() + interval '30 days'), 'expired',
  'the other side did not answer') from intro;
select is(max(balance), 200, 'the bounty is back') from tests.bounties where person = 'Ada';
select matches(tests.told_of_it('Grace'), 'did not come about in time', 'its connector is told');
rollback to accepted;
select private.advance_intro(id, now()) from intro;
update private.intro_sides set agreed_at = now() where side = 'innovator';
select private.advance_intro(id, now()) from intro;
select is(private.advance_intro(id, now() + interval '15 days'), 'expired',
  'it was agreed to, and not made') from intro;
select is(max(balance), 200, 'the bounty is back') from tests.bounties where person = 'Ada';
select is(worker.wake_introductions(now() + interval '60 days'), 0, 'and nothing is woken again');

select * from finish();
rollback;
