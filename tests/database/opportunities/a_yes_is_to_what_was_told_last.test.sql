begin;
set local search_path = extensions, public;
select plan(13);

select tests.rank('intro_opportunity', tests.intro('Noah'), 1);
select tests.rank('intro_opportunity', tests.intro('Utnapishtim'), 2);
create function pg_temp.tell() returns text language sql as $$
  select tests.turn('what else is there?', 'present_opportunity', '{"handle": "p1", "asked": true}')
$$;
create function pg_temp.yes(words text, whom text, says text default 'Aye.') returns text
language sql as $$
  select tests.turn(words, 'answer_introduction', jsonb_build_object('answer', 'yes', 'handle',
    coalesce((select v ->> 'handle' from jsonb_array_elements(tests.view() -> 'open') v
      where v ->> 'about' ~ whom), 'i9')), says => says)
$$;

select is(pg_temp.tell(), 'done', 'one is told');
select is(tests.turn('thanks'), 'done', 'they talk of');
select is(tests.turn('can you set my zone?', says => 'Shall I set it to Rome?'), 'done', 'other things');
select matches(pg_temp.yes('yes', 'Noah'), 'no plain yes to it', 'and a yes is to the last of them');
do $$ begin perform tests.text_in('SM1', body => 'yes'); end $$;
select matches(pg_temp.yes('wait no, don''t do that', 'Noah'), 'no plain yes', 'nor taken back');
do $$ begin perform tests.text_in('SM2', body => 'introduce Noah, yes'); end $$;
select matches(pg_temp.yes('hold on', 'Noah'), 'no plain yes', 'in one burst, too');
select is(pg_temp.tell(), 'done', 'another is told');
select matches(pg_temp.yes('yes', 'Noah'), 'no plain yes', 'a yes to it is none to the first');
select matches(pg_temp.yes('who?', 'Utnapishtim', 'Utnapishtim! Please answer YES or NO.'),
  'no plain yes', 'what is no yes is asked for');
select is(pg_temp.yes('yes', 'Utnapishtim'), 'done', 'by name, and counts');
select matches(pg_temp.yes('yes', 'Noah'), 'no plain yes', 'once');
select is(pg_temp.yes('Yes, introduce Noah', 'Noah'), 'done', 'or it says itself to whom it is');
select results_eq($$ select count(distinct m.content) from public.intro_opportunities i
  join public.messages m on m.id = i.yes_in where i.status = 'accepted' $$, array[2::bigint],
  'each has a yes of its own');

select * from finish();
rollback;
