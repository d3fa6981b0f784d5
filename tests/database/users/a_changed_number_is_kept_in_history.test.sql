begin;
set local search_path = extensions, public;
select plan(4);

update public.users set first_name = 'Amazing', phone_number = phone_number;
select results_eq('select phone_number_history from public.users', $$ values ('[]'::jsonb) $$,
  'the same number again is no change');

select lives_ok('update public.users set phone_number = ''+14155550122''', 'a number may change');
update public.users set phone_number = '+14155550133';
select results_eq($$
  select h.value ->> 'phone_number', (h.value ->> 'changed_at')::timestamptz,
    h.value ->> 'changed_reason'
  from public.users u, jsonb_array_elements(u.phone_number_history) with ordinality h (value, nth)
  order by h.nth
$$, $$ values ('+14155550111', now(), 'user_update'), ('+14155550122', now(), 'user_update') $$,
  'every number that was left is kept, in order, with when and why');
select results_eq('select phone_number from public.users', array['+14155550133'],
  'the newest is the number');

select * from finish();
rollback;
