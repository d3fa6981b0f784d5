begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.text_in('SM1');
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', '{"message_sid": "SM2",
    "from": "+14155550111", "body": "wrong number, stop texting me", "new_owner": true,
    "said": "opt_out", "language": "en"}');
end $$;

select results_eq($$ select phone_number, opted_out_at is not null from public.users
  order by first_name nulls last $$,
  $$ values (null::text, false), ('+14155550111', true) $$,
  'who had the number has only lost it; who has it is left alone');
select is(u.first_name, null, 'the confirmation goes to the new one') from public.messages m
join public.users u on u.id = m.user_id where m.purpose = 'confirmation';
select is(tests.text_in('SM3', keyword => 'start'), 'opt_in_word', 'and so does what they say next');

select * from finish();
rollback;
