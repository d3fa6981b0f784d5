begin;
set local search_path = extensions, public;
select plan(9);

do $$ begin
  perform tests.text_in('o0', '+14155550177');
  perform tests.text_in('o1', '+14155550177', keyword => 'stop');
end $$;
select is(tests.ask_of_data('o2', 'erase', phone => '+14155550177'), 'data_request',
  'who has opted out is heard, too');
select results_eq('select status from tests.erasures', array['confirmed'],
  'and, since nobody may ask them, taken at their word');
select is_empty($$ select * from public.messages m join public.users u on u.id = m.user_id
  where u.phone_number = '+14155550177' and m.direction = 'outbound' $$, 'nothing is texted');
do $$ begin perform tests.erase(); end $$;
select is_empty($$ select * from public.users where phone_number = '+14155550177' $$, 'they are gone');
select results_eq($$ select kind, source from private.consent_proofs order by said_at $$,
  $$ values ('first_contact', 'texted_in'), ('opt_out', 'keyword') $$, 'what they said is kept');
select is_empty($$ select * from private.consent_proofs p
  where p::text ~ '4155550177' or p.number_hash = encode(extensions.digest('+14155550177',
    'sha256'), 'hex') $$, 'under a hash that nobody finds by trying numbers');
select is(tests.text_in('o3', '+14155550177'), 'opted_out', 'the number comes again, opted out');
select is(tests.text_in('o4', '+14155550177', keyword => 'start'), 'opt_in_word',
  'until it says START');
select is(tests.text_in('o5', '+14155550177'), null, 'then it is answered');

select * from finish();
rollback;
