begin;
set local search_path = extensions, public;
select plan(11);

select tests.member();
select tests.rank('intro_opportunity', tests.intro(), 1);
select tests.rank('community_request', tests.ask_grace(), 2);
create function pg_temp.tell(handle text, asked boolean default false, words text default
  'thanks for ') returns text
language sql as $$ select tests.turn(words || gen_random_uuid(), 'present_opportunity',
  jsonb_build_object('handle', handle, 'asked', asked)) $$;

select is(pg_temp.tell('p3'), 'there is no such handle', 'none that was made up');
select is(pg_temp.tell('p1'), 'done', 'one is told');
select results_eq($$ select p.status, p.presented_at is not null, i.feed_item_id = p.id,
    m.content from public.intro_opportunities i join public.user_priorities p on p.item_id = i.id
  join public.messages m on m.id = i.told_in $$,
  $$ values ('presented', true, true, 'News: Noah, or Utnapishtim.') $$, 'and known in which text');
select is(tests.view() -> 'open' -> 0 ->> 'state', 'waits for their yes or no', 'it is open now');
select matches(pg_temp.tell('p1'), 'waits for their answer', 'no other meanwhile');
select matches(pg_temp.tell('p1', true), 'waits for their answer', 'on nobody''s word but theirs');
select matches(pg_temp.tell('p1', true, 'no more of '), 'waits for', 'nor when they want none');
select is(pg_temp.tell('p1', true, 'what else is there beside '), 'done', 'unless they ask');
select bag_eq('select item_type, status from public.user_priorities', $$ values
  ('intro_opportunity', 'presented'), ('community_request', 'presented') $$, 'both are told');
update public.user_priorities set presented_at = presented_at - interval '25 hours';
select tests.rank('intro_opportunity', tests.intro('Utnapishtim'), 3);
select is(pg_temp.tell('p1'), 'done', 'a day later the next may come by itself');
select is((select count(*) from public.user_priorities where status = 'active'), 0::bigint, 'all');

select * from finish();
rollback;
