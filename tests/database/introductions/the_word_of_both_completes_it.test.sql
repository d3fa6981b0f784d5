begin;
set local search_path = extensions, public;
select plan(5);

select tests.innovator();
create temp table intro as select tests.agreed() as id;
savepoint agreed;

select is(tests.say_of_it(id, 'connector', 'made'), 'waits', 'the word of one does not') from intro;
select matches(tests.told_of_it('Ada'), 'Grace Hopper says that you and Noah', 'the other is asked');
select is(tests.say_of_it(id, 'innovator', 'made'), 'completed', 'the word of both does') from intro;
rollback to agreed;
select is(tests.say_of_it(id, 'innovator', 'not_made'), 'waits',
  'she who pays does not end it alone') from intro;
select is(tests.say_of_it(id, 'connector', 'not_made'), 'cancelled',
  'she who would be paid does') from intro;

select * from finish();
rollback;
