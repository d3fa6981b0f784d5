begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  update public.users set hourly_limit = 100, daily_limit = 100;
  perform tests.queue_text(words, ', subject', format(', %L', subject)) from (values
    ('first', 'fair'), ('second', 'fair'), ('third', 'fair'), ('other', 'berth')) t (words, subject);
  perform tests.queue_text('on nothing') from generate_series(1, 2);
end $$;

select is(tests.deliver(), '>third, other, on nothing, on nothing', 'the newest stands');
select results_eq($$ select q.words, q.status, q.reason, n.final_message from tests.queued q
    join public.message_queue o using (arrival) join public.message_queue n
    on n.id = o.superseded_by_message_id order by q.arrival $$,
  $$ values ('first', 'superseded', 'newer_on_subject', 'third'),
    ('second', 'superseded', 'newer_on_subject', 'third') $$, 'and the others say which it was');
do $$ begin
  perform tests.queue_text(words, ', subject, status, status_reason', given) from (values
    ('kept', ', ''dock'', ''queued'', null'), ('gone', ', ''dock'', ''cancelled'', ''withdrawn''')
  ) t (words, given);
end $$;
select is(tests.deliver(tests.noon(0, '12:05')), 'kept', 'one that is over takes nobody''s place');
do $$ begin perform tests.queue_text('late', ', subject', ', ''dock'''); end $$;
select is(tests.deliver(tests.noon(0, '12:06')), 'late', 'what has left cannot be replaced');

select * from finish();
rollback;
