begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.text_in('SM1', body => 'it rains in Bergen'); end $$;
create function pg_temp.found(query text) returns integer language sql as $$
  select jsonb_array_length(private.recall(id, query)) from public.conversations $$;

select is(pg_temp.found('it'), 0, 'two letters are no word');
select is(pg_temp.found('?!'), 0, 'nor are signs');
select is(pg_temp.found(''), 0, 'nor is nothing');
select is(pg_temp.found('berg'), 1, 'a word finds what begins with it');

select * from finish();
rollback;
