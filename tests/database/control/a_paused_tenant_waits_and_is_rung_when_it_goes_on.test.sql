begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.a_text_out(); end $$;
select ok(worker.pause_tenant('00000000-0000-4000-8000-000000000001', 'unpaid'), 'paused');
set constraints all immediate;
select is(tests.send_lease(), null, 'what is due is not claimed');
update private.bells set pending = false;
select ok(worker.resume_tenant('00000000-0000-4000-8000-000000000001'), 'resumed');
select results_eq('select function_name from private.bells where pending',
  array['sms-sender'], 'the function that has something to do is rung');
select isnt(tests.send_lease(), null, 'and claims');

select * from finish();
rollback;
