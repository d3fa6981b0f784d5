begin;
set local search_path = extensions, public;
select plan(14);

do $$ begin perform tests.a_page(); end $$;
create function pg_temp.chat(client_id integer, asks text, screen jsonb default tests.screen())
returns jsonb language sql as $$
  select tests.write(client_id, screen => screen,
    data => jsonb_build_object('asks', asks, 'language', 'en'))
$$;

select is(pg_temp.chat(1, 'erase_word') #>> '{turn,context,kind}', 'reply',
  'DELETE answers nothing yet: it is for the model');
create temp table opened as select pg_temp.chat(2, 'erase') as answer;
select is(answer ->> 'state', 'answered', 'a request is answered at once') from opened;
select matches(answer #>> '{answer,text}', '^Shall Harbor Desk delete all that it has of you',
  'by the question whether that is meant') from opened;
select is(answer -> 'turn', 'null', 'no model sees it') from opened;
select is(tests.write(2) - '{duplicate,turn}'::text[], answer - '{duplicate,turn}'::text[],
  'a page that comes back reads the same') from opened;
select is(pg_temp.chat(3, 'no') #>> '{answer,text}', 'Nothing is deleted.', 'NO ends it');
do $$ begin perform pg_temp.chat(4, 'erase'); end $$;
select matches(pg_temp.chat(5, 'erase_word', tests.screen('high')) #>> '{fixed_words,text}', '988',
  'who may be in danger has the words for that') ;
select bag_eq('select status, channel from tests.erasures',
  $$ values ('withdrawn', 'web'), ('confirmed', 'web') $$, 'and what they mean is done as well');
select matches(t.answer #>> '{answer,text}', '^Your data is being deleted now',
    'the receipt stands in the conversation')
  from (select tests.write(5) as answer) t;
select is(tests.erase(), 'ready', 'no carrier is waited for');
select is_empty($$ select * from public.users where id = '00000000-0000-4000-8000-000000000031' $$,
  'they are gone');
select is_empty('select * from tests.page', 'and what they wrote');
select is(tests.write(6) ->> 'refused', 'nobody', 'whoever still writes is nobody');
select is_empty($$ select * from auth.users where id = 'a0000000-0000-4000-8000-000000000001' $$,
  'their sign-in went with them');

select * from finish();
rollback;
