begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  update public.senders set segments_per_second = 0.01;
  perform tests.queue_text(words) from unnest(array['one', 'two']) words;
  perform tests.deliver();
  perform tests.deliver(tests.noon(0, '12:01'));
end $$;

select is(words, 'two', 'it waits for its number') from tests.queued where status = 'approved';
select is(texts_count, 1, 'one text has left') from private.spending;
do $$ begin perform tests.send_all(tests.noon(0, '12:05')); end $$;
select is(texts_count, 2, 'then two have') from private.spending;

select * from finish();
rollback;
