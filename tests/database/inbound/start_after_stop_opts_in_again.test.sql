begin;
set local search_path = extensions, public;
select plan(4);

create function pg_temp.text_in(sid text, body text, keyword text) returns text
language sql as $$
  select worker.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', sid, 'from', '+14155550111', 'body', body, 'keyword', keyword))
    ->> 'unanswered_reason'
$$;

do $$ begin perform pg_temp.text_in('SM1', 'STOP', 'stop'); end $$;
select is(pg_temp.text_in('SM2', 'UNSTOP', 'start'), 'opt_in_word',
  'the word itself is not answered');
select results_eq('select kind from public.consent_events order by created_at',
  array['opt_out', 'opt_in'], 'both words stand in the ledger');
select results_eq('select opted_out_at from public.users', array[null::timestamptz],
  'the person may be texted again');
select is(pg_temp.text_in('SM3', 'hi', null), null, 'and is answered');

select * from finish();
rollback;
