begin;
set local search_path = extensions, public;
select plan(7);

do $$ begin perform tests.a_text_out(); end $$;
create function pg_temp.pending() returns boolean language sql as $$
  select pending from private.bells where function_name = 'sms-sender' $$;

select ok(worker.pause_function('sms-sender', 'the carrier is down'), 'paused');
set constraints all immediate;
select is(tests.send_lease(), null, 'what is due is not claimed');
select is(pg_temp.pending(), false, 'and rings nobody');
select is((select paused_reason from private.functions where name = 'sms-sender'),
  'the carrier is down', 'the reason is there to be read');
select ok(worker.resume_function('sms-sender') and pg_temp.pending(), 'resumed, it is rung');
select isnt(tests.send_lease(), null, 'and claims');
select results_eq($$ select worker.resume_function('sms-sender'),
    worker.pause_function('no-such-function', 'why not') $$,
  'values (false, false)', 'nothing is resumed twice, and nothing paused that is not there');

select * from finish();
rollback;
