begin;
set local search_path = extensions, public;
select plan(7);

do $$ begin
  perform tests.consented();
  perform tests.in_crisis('SM1', 'low');
  perform tests.in_crisis('SM2', 'none', more => '{"said": "opt_out"}');
  perform tests.send_all(now());
end $$;

select is(tests.review('critical'), 'finished', 'in its context it was graver');
select is_empty('select tests.send_all(now())', 'but they have asked for silence since');
select results_eq('select tests.alerted()', $$ values ('crisis'), ('crisis_unreached') $$,
  'so somebody else must look after them');
do $$ begin
  perform tests.in_crisis('SM6', 'critical');
  perform tests.review('critical');
  perform tests.send_all(now());
end $$;
select isnt((tests.crisis()).shown, null, 'and what they write on does not say again what had no answer');

do $$ begin perform tests.in_crisis('SM3', 'low', 'abuse', '{"said": "opt_out"}'); end $$;
select is(tests.review('high'), 'finished', 'what they wrote after it');
select matches((select string_agg(s, ' | ') from tests.send_all(now()) s),
  '^What you describe[^|]*$', 'is answered');
do $$ begin
  perform tests.in_crisis('SM4', 'high', 'medical');
  perform tests.in_crisis('SM5', 'none', more => '{"safe": true}');
  perform tests.review('critical');
end $$;
select is((select count(*)::integer from tests.crises where followup_at is not null
  and user_acknowledged), 0, 'and who has said that they are safe is not asked');

select * from finish();
rollback;
