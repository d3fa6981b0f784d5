begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('text ' || n) from generate_series(1, 5) n;
end $$;

select is(tests.deliver(tests.noon(0, '12:30')), '>text 1, text 2', 'two, and the oldest');
select is(tests.deliver(tests.noon(0, '13:15')), null, 'none in the next hour of the clock');
select is(look_at, tests.noon(0, '13:30'), 'but 60 minutes after the first') from tests.queued
  where status = 'queued' order by arrival limit 1;
update public.user_message_budget set slots_at = array[tests.noon(0, '12:30'),
  tests.noon(0, '12:50')];
select is(tests.deliver(tests.noon(0, '13:30')), 'text 3', 'for each that is an hour ago, one');
select is(tests.deliver(tests.noon(0, '13:49')), null, 'the second is not yet');
select is(tests.deliver(tests.noon(0, '14:31')), 'text 4, text 5', 'then both are');

select * from finish();
rollback;
