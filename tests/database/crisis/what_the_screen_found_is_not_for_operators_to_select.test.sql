begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.one_of_each(); end $$;

select is(tests.answer(actor, 'select screen from public.messages limit 1'), '42501', actor)
  from tests.actors where actor in ('member', 'owner');
select isnt(tests.answer('owner', 'select content from public.messages limit 1'), null,
  'what was said they do read');

select * from finish();
rollback;
