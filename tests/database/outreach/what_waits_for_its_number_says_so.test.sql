begin;
set local search_path = extensions, public;
select plan(7);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('one');
  perform tests.decide();
  update public.senders set paused_at = now(), paused_reason = 'a test';
  perform tests.send_all();
end $$;

select results_eq('select status, reason, look_at from tests.queued', $$
  values ('queued', 'paused', tests.noon(0, '12:05')) $$, 'a pause puts back what is in the lane');
do $$ begin perform tests.decide(tests.noon(0, '12:06')); end $$;
select results_eq('select status, reason from tests.queued', $$ values ('queued', 'paused') $$,
  'and approves nothing anew');
do $$ begin
  update public.senders set paused_at = null, paused_reason = null;
  update public.tenants set settings = settings || '{"texts_a_day_max": 1}';
  perform tests.queue_text('two');
end $$;
select is(tests.deliver(tests.noon(0, '12:12')), '>one, two (put_back)',
  'then they go, as many as the tenant may send');
select results_eq('select reason, look_at from tests.queued where words = ''two''', $$
  values ('tenant_cap', '2030-01-03 00:00+00'::timestamptz) $$, 'the other waits for tomorrow');
do $$ begin
  update public.tenants set settings = '{}';
  update public.senders set segments_per_second = 0.1;
  update private.settings set value = 0 where name = 'pace_burst_seconds';
  update private.sender_pace set free_at = tests.noon(1, '12:00:20');
  perform tests.decide(tests.noon(1));
end $$;
select is(string_agg(s, ', '), 'two (pace)', 'a busy number') from tests.send_all(tests.noon(1)) s;
select is(reason, 'sender_busy', 'says so') from tests.queued where words = 'two';
do $$ begin perform tests.send_all(tests.noon(1, '12:01')); end $$;
select results_eq('select status, reason from tests.queued where words = ''two''',
  $$ values ('sent', null::text) $$, 'and has nothing to say when it is gone');

select * from finish();
rollback;
