begin;
set local search_path = extensions, public;
select plan(9);

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
  perform tests.in_crisis('SM3');
end $$;
select isnt((tests.crisis()).shown, null, 'who lets us through again is answered');
do $$ begin perform tests.in_crisis('SM4'); end $$;
select is((tests.crisis()).shown, null, 'and once');
update public.crisis_events set resolution = 'safe', resolution_timestamp = now(),
  followup_at = null;
do $$ begin perform private.raise_alerts(); end $$;
select is_empty('select tests.alerted()', 'it is over');
do $$ begin perform tests.in_crisis('SM5'); end $$;
select is(tests.in_crisis('SM6', 'critical', 'suicide', '{"keyword": "stop"}'), 'opt_out_word',
  'a carrier''s STOP that is a crisis is a STOP');
select ok((tests.crisis()).carrier_blocked, 'which has stopped the words for it');
select results_eq('select tests.alerted() order by 1',
  $$ values ('crisis'), ('crisis'), ('crisis_unreached'), ('crisis_unreached') $$,
  'an operator knows of both, at once');

select * from finish();
rollback;
