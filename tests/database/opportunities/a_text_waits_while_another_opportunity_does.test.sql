begin;
set local search_path = extensions, public;
select plan(6);

select tests.consent();
select tests.rank('intro_opportunity', tests.intro('Noah'), 1);
select tests.rank('intro_opportunity', tests.intro('Utnapishtim'), 2);
select is(tests.turn('what is there?', 'present_opportunity', '{"handle": "p1", "asked": true}'),
  'done', 'one is told');
select tests.want_told((select id from public.user_priorities where status = 'active'));
select is(tests.finish_turn('[{"type": "reply", "input": {"text": "Another."}}]', tests.noon())
  -> 'outreach' ->> 'wanted_by', 'account-manager', 'another is put into words');
select results_eq($$ select q.status, q.status_reason, q.look_at = p.presented_at + interval '24 h'
  from public.message_queue q, public.user_priorities p where p.status = 'presented' $$,
  $$ values ('queued', 'one_at_a_time', true) $$, 'but waits for its day');
select results_eq($$ select count(*) from public.user_priorities where status = 'active' $$,
  array[1::bigint], 'and is not called presented');
select is(tests.turn('No', 'answer_introduction', '{"handle": "i1", "answer": "no"}'), 'done',
  'the first is answered');
select results_eq('select look_at <= now() from public.message_queue', array[true],
  'and the other need not wait for its day');

select * from finish();
rollback;
