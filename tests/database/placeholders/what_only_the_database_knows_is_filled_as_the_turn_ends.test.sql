begin;
set local search_path = extensions, public;
select plan(5);

select tests.book_credits(12);
create function pg_temp.filled(words text) returns text language plpgsql as $$
begin
  return private.fill_placeholders(words, u) from public.users u;
exception when sqlstate 'YP001' then
  return 'refused';
end $$;

select is(pg_temp.filled('You have {{balance}}, yes {{ balance }} credits.'),
  'You have 12, yes 12 credits.', 'the balance');
select is(pg_temp.filled('{a} }b{'), '{a} }b{', 'what is none stays');
select is(pg_temp.filled(words), 'refused', words)
from unnest(array['{{password}}', '{{}}']) words;
select is_empty($$ select p.name from private.placeholders p
  where to_regprocedure('private.placeholder_' || p.name || '(public.users)') is null $$,
  'each has its words');

select * from finish();
rollback;
