begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('one');
end $$;

select is(tests.deliver(tests.noon(0, '20:55')), null,
  'not so close to it that it may arrive then');
select is(tests.deliver(tests.noon(1, '07:59')), null, 'nor before the morning');
select is(reason, 'quiet_hours', 'it says why') from tests.queued;
select is(tests.deliver(tests.noon(1, '10:00')), '>one', 'then it does');
do $$ begin
  perform tests.queue_text('two');
  perform tests.decide(tests.noon(1, '20:54'));
end $$;
select results_eq('select * from tests.send_all(tests.noon(1, ''20:55''))', array['two (put_back)'],
  'what its lane kept until then goes back');
select is(tests.deliver(tests.noon(2, '10:00')), 'two', 'to the next morning');

select * from finish();
rollback;
