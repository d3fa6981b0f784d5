begin;
set local search_path = extensions, public;
select plan(4);

select tests.consent();
select tests.rank('intro_opportunity', tests.intro());
select tests.want_told(priority_id => (select id from public.user_priorities));
do $$ begin perform tests.finish_turn(
  '[{"type": "reply", "input": {"text": "Would you introduce Noah?"}}]', tests.noon()); end $$;
create temp view told as
  select m.status, m.content ~ 'Noah' as named from public.messages m
  join public.intro_opportunities i on i.told_in = m.id;

do $$ begin perform tests.turn('Hold on, what is a berth?'); end $$;
select results_eq('select status, named from told', $$ values ('cancelled', true) $$,
  'its person writes, and it waits');
create function pg_temp.tell(words text) returns void language sql as $$
  select private.note_telling(u, private.say(q, words)) from public.message_queue q
  join public.users u on u.id = q.user_id where q.message_data ? 'priority_id'
$$;
select throws_ok($$ select pg_temp.tell('Still up for that?') $$, 'YP001', null,
  'words that name nobody tell of nothing, though it was told before');
do $$ begin perform pg_temp.tell('Now: would you introduce Noah?'); end $$;
select results_eq('select status, named from told', $$ values ('queued_for_send', true) $$,
  'what leaves in its place tells of it');
update public.messages set status = 'sent', sent_at = now() where status = 'queued_for_send';
select is(tests.turn('Yes, gladly', 'answer_introduction', '{"handle": "i1", "answer": "yes"}'),
  'done', 'and a yes answers that');

select * from finish();
rollback;
