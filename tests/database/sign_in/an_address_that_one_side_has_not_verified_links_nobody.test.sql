begin;
set local search_path = extensions, public;
select plan(4);

insert into auth.users (id, email, email_confirmed_at) values
  ('a0000000-0000-4000-8000-000000000001', 'grace@cobol-yachts.example', null);

select is_empty('select tests.link_sign_in()', 'Auth has not confirmed it');
update auth.users set email_confirmed_at = now();
update public.users set email_verified = false;
select is_empty('select tests.link_sign_in()', 'we have not');
update public.users set email_verified = true, email = null;
select is_empty('select tests.link_sign_in()', 'we have none');
update public.users set email = 'grace@cobol-yachts.example';
select isnt_empty('select tests.link_sign_in()', 'both have');

select * from finish();
rollback;
