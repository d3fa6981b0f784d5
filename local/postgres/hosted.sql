-- Roles and schemas as a hosted Supabase project has them, as far as this system can tell.
-- Source: supabase/postgres, migrations/db. `:owner` is the role that migrations run as. Runs at
-- every start, so each statement may be repeated.

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role, pg_read_all_data, pg_signal_backend, pg_monitor
  to :owner with admin option;

alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';
alter role :owner set search_path = "$user", public, extensions;

create schema if not exists extensions;
grant usage on schema extensions to anon, authenticated, service_role;
grant all on schema extensions to :owner;
create extension if not exists "uuid-ossp" with schema extensions;
create extension if not exists pgcrypto with schema extensions;

-- A new project grants its API roles everything in public; migrations take it back.
grant usage on schema public to anon, authenticated, service_role;
alter default privileges for role :owner in schema public
  grant all on tables to anon, authenticated, service_role;
alter default privileges for role :owner in schema public
  grant all on functions to anon, authenticated, service_role;
alter default privileges for role :owner in schema public
  grant all on sequences to anon, authenticated, service_role;

create schema if not exists auth;
alter schema auth owner to supabase_auth_admin;
grant usage on schema auth to anon, authenticated, service_role;
grant all on schema auth to :owner;

create schema if not exists vault;

-- The gateway's own login. Hosted PostgREST logs in as `authenticator`; @supabase/lite also keeps
-- the auth schema, reads the whole catalogue, and at boot grants ALL on every table to the API
-- roles. With no grant option on anything and some right on everything (pg_read_all_data), those
-- grants are warnings without effect, and the migrations' own stand.
grant anon, authenticated, service_role, supabase_auth_admin, pg_read_all_data to local_gateway;
alter role local_gateway set log_min_messages = 'error';
