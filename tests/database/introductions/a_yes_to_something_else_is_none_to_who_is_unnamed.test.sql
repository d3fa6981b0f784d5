begin;
set local search_path = extensions, public;
select plan(6);

select tests.innovator();
select tests.offer_for(tests.prospect());
update public.intro_opportunities set prospect_name = 'a member who looks for a CRM',
  prospect_company = null, prospect_title = null;
select tests.rank('intro_opportunity', id) from public.intro_opportunities;
create function pg_temp.yes(words text, says text default 'Aye.') returns text language sql as $$
  select tests.turn(words, 'answer_introduction', '{"handle": "i1", "answer": "yes"}', says => says)
$$;

select ok(not private.names('A member who knows a CRM. YES or NO?', prospect_name),
  'words that may be said of anybody name nobody') from public.intro_opportunities;
select is(tests.turn('anything for me?', 'present_opportunity', '{"handle": "p1", "asked": true}',
  says => 'An introduction of a member who looks for a CRM. YES or NO?'), 'done', 'the whole does');
select is(tests.turn('who knows engines?', says =>
  'Shall I ask the members who know engines, or a CRM? YES or NO.'), 'done', 'we speak of something else');
select matches(pg_temp.yes('yes', 'Shall I ask whoever looks for a CRM? YES or NO.'), 'no plain yes',
  'and a yes is to that');
select matches(pg_temp.yes('yes', 'So the introduction of a member who looks for a CRM: YES or NO?'),
  'no plain yes', 'twice');
select is(pg_temp.yes('yes'), 'done', 'until they are asked by the whole of it');

select * from finish();
rollback;
