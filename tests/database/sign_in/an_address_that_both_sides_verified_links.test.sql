begin;
set local search_path = extensions, public;
select plan(4);

insert into auth.users (id, email, email_confirmed_at) values
  ('a0000000-0000-4000-8000-000000000001', 'Grace@Cobol-Yachts.example', now());
do $$ begin
  update public.users set email = 'grace@COBOL-yachts.example'
    where id = '00000000-0000-4000-8000-000000000021';
end $$;
create function pg_temp.linked() returns text language sql as $$
  select tests.answer('member',
    'select array_agg(role || '' '' || user_id) from public.link_sign_in()')
$$;

select is(pg_temp.linked(), '{"member 00000000-0000-4000-8000-000000000021"}',
  'however it is written; who was linked is told');
select results_eq('select id::text from public.users where auth_id is not null',
  array['00000000-0000-4000-8000-000000000021'], 'nobody else is');
select is(tests.answer('member', 'select first_name from public.users'), 'Grace',
  'and reads their own row');
select is(pg_temp.linked(), null, 'a second time there is nothing to link');

select * from finish();
rollback;
