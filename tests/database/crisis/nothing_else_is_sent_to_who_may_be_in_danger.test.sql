begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.consented();
  perform tests.in_crisis('SM1', 'high', at => tests.noon(0, '08:00'));
  perform tests.send_all(tests.noon(0, '08:00'));
  perform tests.queue_text('The fair opens');
end $$;

select is(tests.deliver(), null, 'of a fair, say');
select is(reason, 'crisis', 'and it says why') from tests.queued;
update public.crisis_events set severity_level = 'moderate', followup_at = null;
do $$ begin perform tests.decide(tests.noon(0, '13:01')); end $$;
update public.crisis_events set severity_level = 'high';
select results_eq($$ select tests.send_all(tests.noon(0, '13:01')) $$,
  $$ values ('>The fair opens (put_back)') $$, 'nor what was on its way');
update public.crisis_events set resolution = 'safe', resolution_timestamp = tests.noon(),
  followup_at = null;
select is(tests.deliver(tests.noon(0, '15:02')), '>The fair opens', 'until it is over');
do $$ begin
  perform tests.in_crisis('SM2', 'moderate', at => tests.noon(1, '08:00'));
  perform tests.send_all(tests.noon(1, '08:00'));
  perform tests.queue_text('The fair is open');
end $$;
select is(tests.deliver(tests.noon(1)), 'The fair is open', 'who is in no danger is sent it');

select * from finish();
rollback;
