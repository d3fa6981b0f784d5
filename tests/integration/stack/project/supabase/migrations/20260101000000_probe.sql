-- What a test asks the Data API of a project.

create extension if not exists pg_net with schema extensions;
create extension if not exists supabase_vault with schema vault;
create extension if not exists pg_cron with schema pg_catalog;

create table public.notes (id integer primary key, note text not null);
alter table public.notes enable row level security;
revoke all on public.notes from anon, authenticated;

create function public.session() returns jsonb
language sql stable security invoker set search_path = '' as $$
  select jsonb_build_object('role', current_user,
    'statement_timeout', current_setting('statement_timeout'))
$$;

create function public.kind_of(value jsonb) returns text
language sql immutable security invoker set search_path = '' as $$
  select jsonb_typeof(value)
$$;
