begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('hi', ', expires_at', format(', %L', tests.noon(0, '13:00')));
  perform tests.decide();
end $$;

select results_eq($$ select * from tests.send_all(tests.noon(0, '13:00')) $$,
  array['>hi (expired)'], 'its time is over');
select results_eq($$ select status, reason from tests.queued $$,
  $$ values ('expired', 'expired') $$, 'as it would have been in the queue');

select * from finish();
rollback;
