begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  update public.users set hourly_limit = 100;
  perform tests.queue_text('late', ', expires_at', format(', %L', tests.noon(0, '12:01')));
  perform tests.queue_text(words) from unnest(array['one', 'two']) words;
  perform tests.decide();
end $$;

select is(count(*), 1::bigint, 'of three one says whose number it is') from public.messages
  where content ~ 'STOP to end';
select results_eq('select * from tests.send_all(tests.noon(0, ''12:01''))',
  array['>late (expired)', 'one (put_back)', 'two (put_back)'], 'which does not leave');
select is(tests.deliver(tests.noon(0, '12:02')), '>one, two', 'so that the next one does');
select is(count(*), 2::bigint, 'once') from tests.queued where status = 'sent';

select * from finish();
rollback;
