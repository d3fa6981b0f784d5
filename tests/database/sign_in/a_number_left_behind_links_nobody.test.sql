begin;
set local search_path = extensions, public;
select plan(1);

insert into auth.users (id, phone, phone_confirmed_at) values
  ('a0000000-0000-4000-8000-000000000001', '14155550111', now());
create function pg_temp.link() returns setof text language sql as $$
  select tests.sign_in('a0000000-0000-4000-8000-000000000001');
  select user_id::text from public.link_sign_in() order by 1
$$;
update public.users set phone_number = '+14155550199', last_active_at = now()
where id = '00000000-0000-4000-8000-000000000021';

select is_empty('select pg_temp.link()',
  'who has Grace''s old number signs in as nobody, though it stands in her history');

select * from finish();
rollback;
