begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('text ' || n) from generate_series(1, 8) n;
  update public.users set daily_limit = 3, hourly_limit = 1;
end $$;

select is(tests.deliver(), '>text 1', 'one an hour');
select is(tests.deliver(tests.noon(0, '13:00')), 'text 2', 'and then the next');
select ok(worker.set_text_limits('00000000-0000-4000-8000-000000000021', 6, 3), 'they want more');
do $$ begin
  -- Asked for at noon of that day.
  update public.user_message_budget set daily_limit = 6, hourly_limit = 3;
end $$;
select is(tests.deliver(tests.noon(0, '13:01')), 'text 3, text 4', 'and have them');
select is(tests.deliver(tests.noon(0, '15:00')), 'text 5, text 6', 'up to six');
select ok(not worker.set_text_limits(gen_random_uuid(), 1, 1), 'of nobody there are limits');

select * from finish();
rollback;
