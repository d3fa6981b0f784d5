begin;
set local search_path = extensions, public;
select plan(5);

select tests.member();
select tests.rank('intro_opportunity', tests.intro());
select is(tests.turn('what is there?', 'present_opportunity', '{"handle": "p1", "asked": true}'),
  'done', 'Grace is told');
create function pg_temp.answer(handle text, phone text default '+14155550111') returns text
language sql as $$ select tests.turn('yes', 'answer_introduction', jsonb_build_object('handle',
  handle, 'answer', 'yes'), phone) $$;

select is(pg_temp.answer('i1', '+14155550155'), 'there is no such handle', 'Ada is not');
select is(pg_temp.answer((select id::text from public.intro_opportunities)),
  'there is no such handle', 'no id is a handle');
select is(private.check_answer_introduction(u, '{"handle": "i1", "answer": "yes"}',
    jsonb_build_object('i1', jsonb_build_object('type', 'intro_opportunity', 'id', i.id))),
  'there is no such handle', 'nor is one that somebody else was given')
from public.intro_opportunities i, public.users u where u.phone_number = '+14155550155';
update public.intro_opportunities set expires_at = now();
select is(pg_temp.answer('i1'), 'there is no such handle', 'what has expired is open no more');

select * from finish();
rollback;
