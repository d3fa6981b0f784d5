begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.answered_members(); end $$;

select is(tests.rating('''up'', ''  good  '''), 'allowed',
  'Grace likes it');
select results_eq('select rating, comment from public.feedback',
  $$ values ('up', 'good') $$, 'and says why, without the blanks around it');
do $$ begin
  perform tests.rating('''down''');
end $$;
select results_eq('select rating, comment from public.feedback',
  $$ values ('down', null) $$, 'given again it replaces the first, and its comment');
select results_eq($$
  select f.user_id, f.message_id, f.tenant_id from public.feedback f
$$, $$
  select id, tests.message_of('+14155550111', 'outbound'), tenant_id from public.users
  where phone_number = '+14155550111'
$$, 'whose it is follows from the sign-in');

select * from finish();
rollback;
