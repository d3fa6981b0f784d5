begin;
set local search_path = extensions, public;
select plan(2);

select tests.book_credits(20);
select tests.book_credits(-5);
select tests.book_credits(7, processed => false);
create temp table credits as select private.read_credits(u) as c from public.users u;
select is(c ->> 'balance', '15', 'what they have') from credits;
select bag_eq($$ select (m ->> 'credits')::integer, m ->> 'for', (m ->> 'booked')::boolean
  from credits, jsonb_array_elements(c -> 'movements') m $$, $$ values
  (20, 'an answer to a member''s question', true), (-5, 'spent', true),
  (7, 'an answer to a member''s question', false) $$, 'and what moved it');

select * from finish();
rollback;
