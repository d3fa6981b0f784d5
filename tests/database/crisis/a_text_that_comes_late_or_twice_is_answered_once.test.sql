begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.consented();
  -- As the carrier's list had it, when nobody had brought it for hours.
  perform tests.in_crisis('SM1', 'critical', more => jsonb_build_object('backfilled', true,
    'sent_at', now() - interval '3 hours'));
end $$;

select results_eq('select tests.send_all(now())', 'select shown from tests.crises',
  'late it is answered all the same');
select results_eq('select tests.alerted()', $$ values ('crisis') $$, 'and alerted of');
select is(tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', 'SM1', 'from', '+14155550111', 'body', 'hard words', 'screen',
    tests.screen('critical'))) ->> 'duplicate', 'true', 'and when its webhook comes after all');
select is_empty('select tests.send_all(now())', 'nothing more leaves');
select is((select count(*)::integer from tests.crises), 1, 'and it is one crisis');

select * from finish();
rollback;
