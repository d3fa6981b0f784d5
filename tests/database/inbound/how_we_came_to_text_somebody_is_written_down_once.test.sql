begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.text_in('SM1', '+14155550177');
  perform tests.text_in('SM2', '+14155550177');
  perform tests.text_in('SM3', '+14155550188', 'STOP', 'stop');
end $$;
create function pg_temp.ledger(phone text) returns setof text language sql as $$
  select c.kind || ' ' || c.source from public.consent_events c join public.users u
    on u.id = c.user_id where u.phone_number = phone order by c.created_at
$$;

select results_eq($$ select pg_temp.ledger('+14155550177') $$, array['first_contact texted_in'],
  'who texts us has come to us');
select results_eq($$ select pg_temp.ledger('+14155550188') $$,
  array['first_contact texted_in', 'opt_out keyword'], 'also whose first word is the last');
select isnt(message_id, null, 'with the text that proves it') from public.consent_events limit 1;

select * from finish();
rollback;
