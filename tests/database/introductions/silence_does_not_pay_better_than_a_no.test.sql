begin;
set local search_path = extensions, public;
select plan(10);

select tests.innovator();
create temp table intro as select tests.agreed() as id;
create function pg_temp.after(days integer) returns text language sql as $$
  select private.advance_intro(id, now() + make_interval(days => after.days)) from intro
$$;
savepoint agreed;

select is(tests.say_of_it(id, 'connector', 'made'), 'waits', 'its connector says that it was made')
  from intro;
select is(pg_temp.after(15), 'disputed', 'and who would pay for it nothing');
select matches(tests.told_of_it('Ada'), 'MADE or NOT MADE by [A-Z][a-z]+ \d+: after that the 50 '
  'credits go to Grace', 'who is told what will come of that');
select results_eq($$ select subject from private.conditions() where kind = 'introduction_disputed' $$,
  'select id::text from intro', 'an operator is alerted');
select is(pg_temp.after(16), 'disputed', 'and has time');
savepoint silent;
select is(pg_temp.after(30), 'completed', 'then no answer is a yes');
rollback to silent;
update private.intro_sides set said = 'not_made', said_at = now() where side = 'innovator';
select is(pg_temp.after(30), 'expired', 'and a no is believed');
rollback to agreed;

select is(tests.say_of_it(id, 'innovator', 'made'), 'waits', 'who would pay says that it was made')
  from intro;
select is(pg_temp.after(15), 'completed', 'and who would be paid nothing');
rollback to agreed;
select is(pg_temp.after(15), 'expired', 'of what nobody says anything nothing is paid');

select * from finish();
rollback;
