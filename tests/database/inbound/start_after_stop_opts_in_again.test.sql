begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.text_in('SM1', body => 'STOP', keyword => 'stop'); end $$;
select is(tests.text_in('SM2', body => 'UNSTOP', keyword => 'start'), 'opt_in_word',
  'the word itself is not answered');
select results_eq('select kind from public.consent_events order by created_at',
  array['first_contact', 'opt_out', 'opt_in'], 'both words stand in the ledger');
select results_eq('select opted_out_at from public.users', array[null::timestamptz],
  'the person may be texted again');
select is(tests.text_in('SM3', body => 'hi'), null, 'and is answered');

select * from finish();
rollback;
