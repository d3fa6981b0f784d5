begin;
set local search_path = extensions, public;
select plan(9);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('one');
  perform tests.decide();
end $$;
create function pg_temp.grace() returns uuid language sql as
  $$ select '00000000-0000-4000-8000-000000000021'::uuid $$;

select ok(worker.mute_person(pg_temp.grace(), now() + interval '3 h'), 'muted');
select is(reason, 'muted', 'what has not begun goes back') from tests.queued;
do $$ begin perform worker.mute_person(pg_temp.grace(), null); end $$;
select is(tests.deliver(), '>one (not_waiting), >one', 'and leaves when she is not any more');
do $$ begin
  perform tests.queue_text('two');
  perform tests.decide(tests.noon(0, '14:00'));
end $$;
select ok(worker.block_person(pg_temp.grace(), 'abuse'), 'blocked');
select results_eq($$ select * from tests.send_all(tests.noon(0, '14:00')) $$,
  array['two (blocked)'], 'nothing leaves, nor does an answer');
select is(tests.text_in('SM1'), 'blocked', 'what she texts is stored, and not answered');
select throws_ok($$ select worker.block_person(pg_temp.grace(), ' ') $$, '22023', 'say why',
  'nobody is blocked without a reason');
select ok(worker.unblock_person(pg_temp.grace()) and not worker.unblock_person(pg_temp.grace()),
  'let be, once');
select is(tests.text_in('SM2'), null, 'and answered again');

select * from finish();
rollback;
