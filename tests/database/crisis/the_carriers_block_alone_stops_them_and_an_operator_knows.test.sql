begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.consented();
  perform tests.text_in('SM0', keyword => 'stop');
end $$;

select is(tests.in_crisis('SM1'), 'opted_out', 'nothing is sent');
select results_eq('select shown, carrier_blocked from tests.crises', $$ values (null::text, true) $$,
  'since nothing would arrive');
select results_eq('select tests.alerted()', $$ values ('crisis'), ('crisis_unreached') $$,
  'and an operator is alerted at once of both');
do $$ begin
  perform tests.text_in('SM2', keyword => 'start');
  perform tests.in_crisis('SM3', 'critical');
  perform tests.send_all(now(), 'rejected');
end $$;
select is((tests.crisis()).shown_status, 'failed', 'of what the carrier refuses');
select is_empty($$ select from public.alerts where kind = 'crisis_unreached'
  and subject = (tests.crisis()).id::text $$, 'nobody knows at first');
do $$ begin perform private.raise_alerts(); end $$;
select isnt_empty($$ select from public.alerts where kind = 'crisis_unreached'
  and subject = (tests.crisis()).id::text $$, 'but within a minute');

select * from finish();
rollback;
