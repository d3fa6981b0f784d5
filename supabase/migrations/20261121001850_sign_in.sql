-- Which users a sign-in is: by an address or number that both sides have proved, never by its word.

create function private.link_sign_in()
returns table (tenant_id uuid, user_id uuid, role text)
language sql security definer set search_path = '' as $$
  with proved as (
    select a.id,
      case when a.email_confirmed_at is not null then lower(a.email) end as email,
      case when a.phone_confirmed_at is not null then '+' || ltrim(a.phone, '+') end as phone
    from auth.users a where a.id = (select auth.uid())
      -- An identity provider asserts whatever address it likes.
      and not coalesce(a.is_sso_user, false) and not coalesce(a.is_anonymous, false)
      and a.deleted_at is null and coalesce(a.banned_until <= now(), true)
  ),
  found as (
    -- An email before a number, since numbers change hands; one user a tenant.
    select distinct on (u.tenant_id) u.id
    from public.users u join proved p
      on (u.email_verified and lower(u.email) = p.email)
      or (u.phone_number = p.phone and u.last_active_at > now()
        - make_interval(days => private.setting('phone_identity_days', u.tenant_id)::integer))
    where u.auth_id is null and u.is_active
      and not exists (select from public.users o
        where o.tenant_id = u.tenant_id and o.auth_id = p.id)
    order by u.tenant_id, (u.email_verified and lower(u.email) = p.email) desc nulls last,
      u.last_active_at desc nulls last, u.id
  ),
  ours as (
    select u.id from public.users u where u.id in (select f.id from found f)
    order by u.id for update
  ),
  members as (
    update public.users u set auth_id = (select p.id from proved p)
    from ours o where u.id = o.id and u.auth_id is null
    returning u.tenant_id, u.id
  ),
  colleagues as (
    update public.operators o set auth_id = p.id
    from proved p where o.auth_id is null and o.email = p.email
      and not exists (select from public.operators t
        where t.tenant_id = o.tenant_id and t.auth_id = p.id)
    returning o.tenant_id, o.role
  )
  select m.tenant_id, m.id, 'member' from members m
  union all
  select c.tenant_id, null, c.role from colleagues c
$$;
comment on function private.link_sign_in() is
  'Definer: it reads the sign-in''s own row of auth.users. What is proved is what Auth confirmed.';
grant execute on function private.link_sign_in() to authenticated;

create function public.link_sign_in() returns table (tenant_id uuid, user_id uuid, role text)
language sql security invoker set search_path = '' as $$
  select * from private.link_sign_in()
$$;
comment on function public.link_sign_in() is
  'Links the caller''s sign-in to the users it is, at most one a tenant, and to its invitations as '
  'an operator; returns what is newly linked (role member, or the operator''s). A user is found by '
  'an email that both sides have verified, or by a confirmed number that texted us within '
  'phone_identity_days. There is no argument: nobody says who they are.';
grant execute on function public.link_sign_in() to authenticated;

create function private.retire_user() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  new.is_active := false;
  return new;
end
$$;
comment on function private.retire_user() is
  'A deleted sign-in leaves a user without a number or a verified email unreachable: the row '
  'stays, inactive.';
create trigger users_without_a_way_are_retired before update of auth_id on public.users
  for each row when (new.auth_id is null and old.auth_id is not null and new.phone_number is null
    and not new.email_verified)
  execute function private.retire_user();
