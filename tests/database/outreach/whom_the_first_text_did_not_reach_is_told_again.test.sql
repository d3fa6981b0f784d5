begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('one');
end $$;
select is(tests.deliver(), '>one', 'the first text says whose it is');
do $$ begin
  perform worker.receive_status('AC00000000000000000000000000000001', twilio_message_sid,
    'undelivered', 30008) from public.message_parts;
  perform tests.queue_text('two');
end $$;
select is(tests.deliver(tests.noon(0, '12:10')), '>two', 'it did not arrive: the next says so, too');
do $$ begin perform tests.queue_text('three'); end $$;
select is(tests.deliver(tests.noon(0, '13:01')), 'three', 'one that has not failed is enough');

select * from finish();
rollback;
