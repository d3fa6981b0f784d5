begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  update public.users set phone_number = '+14155550122';
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
      'message_sid', 'SM' || phone, 'from', phone, 'body', 'hi'))
    from unnest(array['+14155550111', '+14155550122']) phone;
end $$;

select results_eq($$
  select u.phone_number, u.first_name, u.verified, u.poc_agent_type
  from public.users u order by u.phone_number
$$, $$ values ('+14155550111', null, false, 'bouncer'),
  ('+14155550122', 'Grace', true, 'concierge') $$,
  'who has Grace''s old number now is somebody new, at the door');
select results_eq('select count(*), count(distinct user_id) from public.conversations',
  'values (2::bigint, 2::bigint)', 'with a conversation of their own');
select throws_ok('update public.users set phone_number = ''+14155550111''', '23505', null,
  'a tenant has one person a number');

select * from finish();
rollback;
