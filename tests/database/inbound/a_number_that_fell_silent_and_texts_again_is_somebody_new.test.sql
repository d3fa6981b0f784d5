begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.a_text_out(); end $$;
update public.users set last_active_at = now() - interval '60 days';
do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "who is this?"}');
end $$;

select results_eq($$ select first_name, phone_number is null, is_active from public.users
  order by created_at, phone_number is null desc $$,
  $$ values ('Grace', true, true), (null, false, true) $$,
  'who had the number keeps all but it, and may be known by her email');
select is((select phone_number_history -> 0 ->> 'changed_reason' from public.users
  where first_name = 'Grace'), 'number_left', 'her history says why');
select results_eq($$ select c.status, u.first_name from public.conversations c
  join public.users u on u.id = c.user_id order by 1 $$,
  $$ values ('active', null), ('closed', 'Grace') $$, 'the new person has a thread of their own');
select is((select m.status from public.messages m where m.direction = 'outbound'), 'cancelled',
  'what was still to be sent to her is not sent to them');
select results_eq('select private.agent_of(u) from public.users u where phone_number is not null',
  array['bouncer'], 'and they begin at the door');

select * from finish();
rollback;
