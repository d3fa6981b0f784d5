begin;
set local search_path = extensions, public;
select plan(4);

insert into auth.users (id, phone, phone_confirmed_at) values
  ('a0000000-0000-4000-8000-000000000001', '14155550111', now());

select is_empty('select tests.link_sign_in()', 'it has never texted: nobody proved it here');
update public.users set last_active_at = now() - interval '90 days';
select is_empty('select tests.link_sign_in()', 'ninety days on, it may be somebody else''s');
update public.tenants set settings = '{"phone_identity_days": 30}';
update public.users set last_active_at = now() - interval '31 days';
select is_empty('select tests.link_sign_in()', 'a tenant may be stricter');
update public.tenants set settings = '{}';
select isnt_empty('select tests.link_sign_in()', 'before that it is theirs');

select * from finish();
rollback;
