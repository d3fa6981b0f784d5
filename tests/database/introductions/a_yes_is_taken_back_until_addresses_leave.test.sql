begin;
set local search_path = extensions, public;
select plan(7);

select tests.innovator();
create temp table intro as select tests.accepted() as id;
select private.advance_intro(id, now()) from intro;
create function pg_temp.no(words text, phone text) returns text language sql as $$
  select tests.turn(words, 'answer_introduction', '{"handle": "i1", "answer": "no"}', phone)
$$;
update private.intro_sides set agreed_at = now(), words = 'Yes' where side = 'innovator';
savepoint agreed;

select matches(pg_temp.no('What is the weather?', '+14155550155'), 'no plain no', 'a question is none');
select is(pg_temp.no('No, please don''t', '+14155550155'), 'done', 'a no takes it back');
select results_eq('select agreed_at is null, words from private.intro_sides
  where side = ''innovator''', $$ values (true, 'No, please don''t') $$, 'in their own words');
select is(private.advance_intro(id, now()), 'cancelled', 'and nobody is introduced') from intro;
rollback to agreed;

select is(pg_temp.no('No, sorry, changed my mind', '+14155550111'), 'done',
  'who would make it may take it back, too');
select is(private.advance_intro(id, now()), 'cancelled', 'with the same end') from intro;
select results_eq($$ select event_type, amount from tests.bounties order by amount $$,
  $$ values ('escrow', -50), ('refund', 50) $$, 'and the bounty is back');

select * from finish();
rollback;
