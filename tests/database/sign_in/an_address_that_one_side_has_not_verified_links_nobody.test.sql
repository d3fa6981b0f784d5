begin;
set local search_path = extensions, public;
select plan(4);

insert into auth.users (id, email, email_confirmed_at) values
  ('a0000000-0000-4000-8000-000000000001', 'grace@cobol-yachts.example', null);
create function pg_temp.link() returns setof text language sql as $$
  select tests.sign_in('a0000000-0000-4000-8000-000000000001');
  select user_id::text from public.link_sign_in() order by 1
$$;

select is_empty('select pg_temp.link()', 'Auth has not confirmed it');
update auth.users set email_confirmed_at = now();
update public.users set email_verified = false;
select is_empty('select pg_temp.link()', 'we have not');
update public.users set email_verified = true, email = null;
select is_empty('select pg_temp.link()', 'we have none');
update public.users set email = 'grace@cobol-yachts.example';
select isnt_empty('select pg_temp.link()', 'both have');

select * from finish();
rollback;
