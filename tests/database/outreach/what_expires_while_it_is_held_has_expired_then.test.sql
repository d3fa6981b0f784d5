begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('tonight', ', expires_at', format(', %L', tests.noon(0, '23:00')));
  perform tests.decide(tests.noon(0, '22:00'));
end $$;
select results_eq('select status, reason from tests.queued', $$ values ('queued', 'quiet_hours') $$,
  'it is night');
do $$ begin perform tests.decide(tests.noon(0, '23:00:05')); end $$;
select results_eq('select status, reason from tests.queued', $$ values ('expired', 'expired') $$,
  'nobody is told until the morning that it waits for that');

select * from finish();
rollback;
