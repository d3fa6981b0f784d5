begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;
do $$ begin perform tests.send_lease(); end $$;
-- As the sweep leaves a lane that raised.
update private.leases set expires_at = 'infinity';

select ok(worker.resume_lane((select lane_key from private.leases)), 'let go');
select is(worker.process_tasks_batch(clock_timestamp() + interval '1 second') ->> 'leases_freed',
  '1', 'the next sweep frees it');
select isnt(tests.send_lease(now() + interval '1 hour'), null, 'and it is claimed again');

select * from finish();
rollback;
