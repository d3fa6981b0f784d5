begin;
set local search_path = extensions, public;
select plan(5);

insert into auth.users (id, email, email_confirmed_at) values
  ('a0000000-0000-4000-8000-000000000001', 'grace@cobol-yachts.example', now());
insert into public.operators (tenant_id, email, role) values
  ('00000000-0000-4000-8000-000000000001', 'grace@cobol-yachts.example', 'owner');
create function pg_temp.linked_when(setting text) returns bigint language plpgsql as $$
declare
  linked bigint;
begin
  execute 'update auth.users set ' || setting;
  perform tests.sign_in('a0000000-0000-4000-8000-000000000001');
  select count(*) into linked from private.link_sign_in();
  return linked;
end $$;

select is(pg_temp.linked_when('is_sso_user = true'), 0::bigint,
  'an identity provider may say what it likes');
select is(pg_temp.linked_when('is_sso_user = false, is_anonymous = true'), 0::bigint, 'nobody');
select is(pg_temp.linked_when('is_anonymous = false, banned_until = now() + interval ''1 day'''),
  0::bigint, 'who is banned');
select is(pg_temp.linked_when('banned_until = now() - interval ''1 day'', deleted_at = now()'),
  0::bigint, 'who is deleted');
select is(pg_temp.linked_when('deleted_at = null'), 2::bigint, 'else the member and the owner');

select * from finish();
rollback;
