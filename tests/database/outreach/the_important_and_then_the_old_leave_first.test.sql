begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.consented();
  update public.users set hourly_limit = 4, daily_limit = 100;
  perform tests.queue_text(words, ', priority', format(', %L', priority)) from (values
    ('low', 'low'), ('medium', 'medium'), ('high', 'high'), ('higher', 'high'), ('old', 'medium'),
    ('lower', 'low')) t (words, priority);
  update public.message_queue set scheduled_for = '2029-12-31', look_at = '2029-12-31'
    where final_message = 'old';
end $$;

select is(tests.deliver(), '>high, higher, old, medium', 'as they matter, then as they were due');
select is(tests.deliver(tests.noon(0, '13:00')), 'low, lower', 'the others have their hour, too');

select * from finish();
rollback;
