begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  update public.users set daily_limit = 2, hourly_limit = 100;
  perform tests.queue_text('text ' || n) from generate_series(1, 6) n;
end $$;

select is(tests.deliver(tests.noon(0, '12:00')), '>text 1, text 2', 'in New York');
-- Where it is the third, and has been since 10:00 in New York.
update public.users set timezone = 'Asia/Tokyo';
select is(tests.deliver(tests.noon(0, '18:30')), null,
  'in Tokyo it is the morning of the same day');
update public.users set timezone = 'Pacific/Honolulu';
select is(tests.deliver(tests.noon(0, '20:00')), null, 'and still that of Honolulu');
select is(tests.deliver(tests.noon(1, '14:00')), 'text 3, text 4', 'whose next one has two again');

select * from finish();
rollback;
